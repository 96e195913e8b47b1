import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { especificosIn } from '../../src/base/answer.ts';
import { NS } from '../../src/base/namespaces.ts';
import { readXml } from '../../src/base/xml/reader.ts';
import { elements, textOf } from '../../src/base/xml/tree.ts';
import { file, run, without, textOf as wordsOf } from '../documents/support.ts';
import { noSchemas, validate } from '../simulator/schemas.ts';
import { goodAnswer, openBackend } from '../support/backend.ts';
import { type Ask, openGateway, type Told } from '../support/gateway.ts';

const SCHEMA = fileURLToPath(new URL('../../../shared/reference/aoc/xsd/caoc-extensions.1.0.xsd', import.meta.url));
const funcionari = { nom: 'Funcionària de Prova', nif: '00000000T' };

const asking = (...names: readonly ('PDF' | 'Evidencia')[]): Pick<Ask, 'edit'> => ({
  edit: (payload) =>
    payload.replace(
      /(<(?:\w+:)?DatosEspecificos[^>]*>)/,
      `$1<e:ExtensionesPeticion xmlns:e="${NS.extensions}">${names.map((name) => `<e:${name}>true</e:${name}>`).join('')}</e:ExtensionesPeticion>`,
    ),
});

/** What stands before the answer element, and the bytes of that. */
function read(text: string) {
  const doc = readXml(Buffer.from(text), 'message');
  const [first, second] = elements(especificosIn(doc)!);
  const extensions = first!.is(NS.extensions, 'ExtensionesRespuesta') ? first : undefined;
  const files = (local: string): Buffer[] =>
    extensions
      ? elements(extensions)
          .filter((one) => one.local === local)
          .map((one) => Buffer.from(textOf(doc, one), 'base64'))
      : [];
  const data = extensions ? second! : first!;
  return {
    pdf: files('PDF'),
    evidence: files('Evidencia'),
    extensions: extensions && doc.bytes.subarray(extensions.start, extensions.end),
    data: doc.bytes.subarray(data.start, data.end),
  };
}

const isFine = ({ estado, literal, text }: Told): void => assert.deepEqual([estado, literal], ['0003', 'OK'], text);

describe('extensions', () => {
  it('PDF: a volant that is signed, and known to the store without the person', async (t) => {
    const g = await openGateway(t);
    const answer = await g.ask({
      modalitat: 'CONVIVENTS',
      document: '12345678Z',
      municipi: '08001',
      funcionari,
      ...asking('PDF'),
    });
    isFine(answer);
    const { pdf, evidence, data } = read(answer.text);
    assert.deepEqual([pdf.length, evidence.length], [1, 0]);
    assert.match(data.toString(), /<volante:|<VolanteEmpadronamiento /);
    if (!without('pdftotext', '-v')) {
      const words = wordsOf(pdf[0]!);
      assert.ok(words.replace(/\s+/g, '').includes(`${g.stage.gateway.origins.public}/verificacio`), words);
      for (const said of ['Volant de convivència', 'Abrera', 'Friedrich', funcionari.nom, 'PROVES', '12345678Z']) {
        assert.ok(words.includes(said), `${said} in ${words}`);
      }
    }
    if (!without('pdfsig', '-v')) {
      const judged = run('pdfsig', '-nocert', file(pdf[0]!));
      assert.match(judged, /Signature is Valid/);
      assert.match(judged, /Total document signed/);
    }
    const db = new Database(g.store, { readonly: true });
    const [row, ...more] = db.prepare('SELECT * FROM issued_document').all() as Record<string, unknown>[];
    db.close();
    assert.equal(more.length, 0);
    assert.equal(row!.sha256, createHash('sha256').update(pdf[0]!).digest('hex'));
    assert.doesNotMatch(JSON.stringify(row), /12345678Z|Friedrich/);
  });

  it("Evidencia: the source's whole answer, byte for byte; the answer element stays as it was in it", async (t) => {
    const g = await openGateway(t);
    const answer = await g.ask({ funcionari, ...asking('PDF', 'Evidencia') });
    isFine(answer);
    const { pdf, evidence, data } = read(answer.text);
    assert.deepEqual([pdf.length, evidence.length], [1, 1]);
    assert.ok(evidence[0]!.includes(data), 'the very bytes');
    assert.match(evidence[0]!.toString(), /^<.*Envelope/);
    assert.doesNotMatch(evidence[0]!.toString(), /ExtensionesRespuesta/);
  });

  it('is valid to a strict reader, and to xmlsec1 under our seal', {
    skip: noSchemas || !existsSync(SCHEMA),
  }, async (t) => {
    const g = await openGateway(t);
    const { text } = await g.ask({ funcionari, ...asking('PDF', 'Evidencia') });
    const { extensions } = read(text);
    using schema = XmlDocument.fromBuffer(readFileSync(SCHEMA), { url: SCHEMA });
    using part = XmlDocument.fromBuffer(extensions!);
    XsdValidator.fromDoc(schema).validate(part);
    validate(text.replace(extensions!.toString(), ''));
    for (const name of ['LiteralError', 'CodigoEstado', 'codigoResultado']) {
      assert.equal(text.match(new RegExp(`<[^/>]*\\b${name}>`, 'g'))?.length, 1, name);
    }
    if (without('xmlsec1', '--version')) return;
    const body = 'http://schemas.xmlsoap.org/soap/envelope/:Body';
    run('xmlsec1', '--verify', '--pubkey-cert-pem', g.stage.pki.seal.cert, '--id-attr:Id', body, file(text));
  });

  it('adds nothing where no source answered', async (t) => {
    const g = await openGateway(t);
    const absent = await g.ask({ municipi: '43148', funcionari, ...asking('PDF', 'Evidencia') });
    assert.equal(absent.codigoResultado, 4);
    g.stage.simulators['17023'].fail('reset');
    const down = await g.ask({ funcionari, ...asking('PDF') });
    assert.equal(down.estado, '0502');
    for (const { text } of [absent, down]) assert.doesNotMatch(text, /ExtensionesRespuesta/);
  });

  it('certifies no ERROR', async (t) => {
    const g = await openGateway(t);
    await g.serveFrom(
      await openBackend(t, (body, response) => {
        const answer = goodAnswer(body).replace('codigoResultado>1<', 'codigoResultado>3<');
        response.writeHead(200, { 'Content-Type': 'text/xml; charset=utf-8' }).end(answer);
      }),
    );
    const { codigoResultado, text } = await g.ask({ funcionari, ...asking('PDF') });
    assert.equal(codigoResultado, 3, text);
    assert.doesNotMatch(text, /ExtensionesRespuesta/);
  });

  it('refuses a PDF without the Funcionario, in so many words', async (t) => {
    const g = await openGateway(t);
    const refused = await g.ask(asking('PDF'));
    assert.match(refused.text, /authorise\.pdf-funcionario/);
    assert.match(refused.text, /Per demanar un PDF calen el nom i el NIF del Funcionario\./);
    assert.equal(g.received, 0);
    isFine(await g.ask(asking('Evidencia')));
  });
});
