import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import { readXml } from '../../src/base/xml/reader.ts';
import { Printer, paperPdf, readContent } from '../../src/documents/index.ts';
import { lettersOf } from '../../src/documents/paper/letters.ts';
import { volantPdf } from '../../src/documents/volant/issue.ts';
import { inWords, volantPaper } from '../../src/documents/volant/paper.ts';
import { file, NOON, person, run, textOf, volant, without } from './support.ts';

const noPoppler = without('pdftotext', '-v');
const check = { code: 'AAAA-BBBB-CCCC-DDDD-EEEE', url: 'https://padro.example.cat/verificacio' };
const pdfOf = (of = volant()): Promise<Buffer> => volantPdf(of, check, 'Passarel·la de prova', NOON, paperPdf);

describe('the PDF of a volant', { skip: noPoppler }, () => {
  it('says who asks, for whom, for what, when, from where, and how to check it', async () => {
    const text = textOf(await pdfOf());
    for (const said of [
      "Volant d'empadronament",
      'Municipi simulat (codi INE 17023)',
      'Prova Fictícia NIF',
      '12344321Z',
      '01/01/1980',
      'Carrer de la Prova, 1, planta 1, porta 2, 17000',
      'Consta al padró',
      'Consumidor de demostració 1 (9821920002)',
      'Funcionària de Prova',
      'PROVES',
      'Habilitada per una llei',
      'EXP/2026/17',
      '24 de novembre de 2026',
      'PADRON',
      check.code,
      check.url,
      'Petició PETICIO-1',
      `Incidència ${'0'.repeat(32)}`,
    ]) {
      assert.ok(text.includes(said), `${said} in: ${text}`);
    }
  });

  it('lists a household, its head again on each page', async () => {
    const text = textOf(await pdfOf(volant('CONVIVENTS', 60)));
    assert.ok(text.includes('Volant de convivència'));
    for (let n = 1; n <= 60; n++) assert.ok(text.includes(`Convivent Fictici ${n} `), `${n}`);
    assert.ok([...text.matchAll(/Núm\. Nom i cognoms/g)].length >= 2);
    assert.match(text, /3 ?\/ ?3/);
  });

  it('is tagged, in Catalan, titled, with its fonts embedded', async () => {
    const path = file(await pdfOf(volant('CONVIVENTS', 2)));
    const info = run('pdfinfo', path);
    assert.match(info, /Title: +Volant de convivència/);
    assert.match(info, /Tagged: +yes/);
    assert.match(info, /Page size: .*A4/);
    const fonts = run('pdffonts', path).trim().split('\n').slice(2);
    assert.ok(fonts.length > 0 && fonts.every((line) => /\byes yes yes\b/.test(line)), fonts.join('\n'));
    const tree = run('pdfinfo', '-struct-text', path);
    assert.match(tree, /^Document\n/);
    assert.match(tree, /H1 \(block\)\n +"Volant de convivència"/);
    assert.match(tree, /TH:?\n +\/Scope \/Row\n +"Nom i cognoms"/);
    assert.match(tree, /TH:?\n +\/Scope \/Column\n +"Núm\."/);
    assert.ok(!tree.includes('Petició PETICIO-1'), 'what stands on every page is not read out');
  });

  it('prints the names of people of anywhere, or says that it cannot', async () => {
    const names = 'Àngels Güell i Peñíscola l·l Łukasz Șerban Nguyễn Ελένη Ирина';
    const { content } = volant();
    const text = textOf(await pdfOf({ ...volant(), content: { ...content, person: person(names, 'X') } }));
    assert.ok(text.normalize('NFC').includes(names), text);
    assert.equal(lettersOf('王\u0000\u202eX\u0361'), '???X?');
    assert.equal(lettersOf('ﬁ ǎ'), 'fi a');
  });
});

describe('the paper of a volant', () => {
  it('shows a plain answer where there is no volant', () => {
    const { content } = volant();
    const { documentacion, numExpediente } = content;
    const answer = { resultado: '2', fuente: 'PADRON', documentacion, numExpediente, household: 0, companions: [] };
    const paper = volantPaper({ ...volant('NUMERO_CONVIVENTS'), content: answer }, check, 'Prova', '2026-11-24');
    assert.equal(paper.title, 'Resposta del padró');
    assert.deepEqual(paper.blocks[2], {
      kind: 'facts',
      rows: [
        ['Document consultat', '12344321Z'],
        ['Persones que hi conviuen', '0'],
        ['Resultat', 'No consta al padró'],
        ['Font', "Padró municipal d'habitants (PADRON)"],
      ],
    });
  });

  it('writes dates as Catalan does', () => {
    assert.equal(inWords('2026-04-03'), "3 d'abril de 2026");
    assert.equal(inWords('2026-01-31'), '31 de gener de 2026');
  });
});

describe('reading a volant', () => {
  it('takes the household and the address from the answer', () => {
    const xml = `<r xmlns="http://www.aocat.net/padro"><numExpediente>E</numExpediente><documentacion>D</documentacion>
      <codigoResultado>1</codigoResultado><VolanteEmpadronamiento xmlns="http://www.red.es/padron">
      <VolanteEmpadronamientoDatosFirmados Id="a" Version="01.00"><DatosPersonales><Nombre>Prova</Nombre>
      <PrimerApellido>Riu</PrimerApellido><ParticulaPrimerApellido>del</ParticulaPrimerApellido><SegundoApellido>Mas</SegundoApellido>
      <FechaNacimiento>19800101</FechaNacimiento><Documentacion>D</Documentacion></DatosPersonales>
      <DatosPersonalesAcompanante><Nombre>Altra</Nombre></DatosPersonalesAcompanante><DireccionEmpadronamiento><Via><TipoVia>CL</TipoVia>
      <NombreVia>Major</NombreVia></Via><Numeracion><Numero>3</Numero><CalificadorNumero>B</CalificadorNumero><Kilometro>0</Kilometro></Numeracion>
      </DireccionEmpadronamiento></VolanteEmpadronamientoDatosFirmados></VolanteEmpadronamiento><fuente>PADRON</fuente></r>`;
    const doc = readXml(Buffer.from(xml), 'message');
    const { person: titular, address, companions, resultado, fuente } = readContent(doc, doc.root);
    assert.equal(titular?.name, 'Prova del Riu Mas');
    assert.equal(address?.via, 'Major');
    assert.equal(address?.numero, '3B');
    assert.equal(address?.kilometro, undefined);
    assert.deepEqual(
      companions.map(({ name }) => name),
      ['Altra'],
    );
    assert.deepEqual([resultado, fuente], ['1', 'PADRON']);
  });
});

test('the printer prints in its thread what is printed here, several at once, and says why it cannot', async (t) => {
  const printer = new Printer();
  t.after(() => printer.close());
  const paper = volantPaper(volant(), check, 'Prova', '2026-11-24');
  const [first, second] = await Promise.all([printer.print(paper, NOON), printer.print(paper, NOON)]);
  const here = await paperPdf(paper, NOON);
  for (const pdf of [first, second]) assert.equal(pdf.length, here.length);
  await assert.rejects(printer.print({ ...paper, blocks: [{ kind: 'none' } as never] }, NOON), /not a function/);
  const printing = printer.print(paper, NOON);
  await printer.close();
  await assert.rejects(printing, /the printer has ended/);
  assert.equal((await printer.print(paper, NOON)).length, here.length);
});
