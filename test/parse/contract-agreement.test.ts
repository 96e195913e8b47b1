import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { MODALITATS } from '../../src/base/modalitats.ts';
import { NS } from '../../src/base/namespaces.ts';
import { REQUESTS } from '../../src/parse/contract/padro.ts';
import { generate } from './contract/generator.ts';
import { peticionXml } from './contract/messages.ts';
import { refusal, shapeRefusal } from './contract/refusals.ts';
import { judgeAll, judgePeticion, judgeWsdl, PUBLISHED } from './contract/schemas.ts';

const SEED = 20_240_607;
const COUNT = 3000;
const judge = judgePeticion();
const skip = existsSync(PUBLISHED) ? false : 'the published interface files are not at hand';

/** Where the reader is stricter than libxml2: what it then expects, and how such a message looks. There is no more. */
const STRICTER: readonly (readonly [expected: string, look: RegExp])[] = [
  // A type named in the message would have to be resolved; the schema allows it where an element's type has a name.
  ['no attributes', / xsi:type=/],
  // libxml2 passes over characters outside the alphabet.
  ['base64', /[^A-Za-z0-9+/=\s]/],
];

test('the reader accepts what the schema validates', () => {
  let valid = 0;
  const rules = new Map<string, number>();
  for (const { xml, changes } of generate(SEED, COUNT)) {
    const refused = shapeRefusal(xml);
    const against = judge(xml);
    if (refused && against === undefined) {
      const known = STRICTER.some(([expected, look]) => refused.params.expected === expected && look.test(xml));
      assert.ok(known, `${changes.join('; ')}\nrefused: ${JSON.stringify(refused.params)}\n${xml}`);
    } else if (refused === undefined) {
      assert.equal(against, undefined, `${changes.join('; ')}\naccepted:\n${xml}`);
      valid++;
      const code = refusal(xml, 'asincron')?.code ?? 'none';
      rules.set(code, (rules.get(code) ?? 0) + 1);
    }
  }
  console.log(`seed ${SEED}: ${COUNT} messages, ${valid} of a valid shape; refused then by the rules:`, rules);
  assert.ok(valid > COUNT * 0.4 && valid < COUNT * 0.6, `${valid} valid`);
});

test('where the reader is stricter than libxml2', () => {
  const xsi = `xmlns:xsi="${NS.xsi}" xmlns:xs="http://www.w3.org/2001/XMLSchema" xsi:type="xs:string"`;
  const plain = peticionXml({ ficheros: true });
  const [typed, stray] = [
    plain.replace('<padro:numExpediente>', `<padro:numExpediente ${xsi}>`),
    plain.replace('UHJvdmE=', 'UHJv-dmE='),
  ];
  for (const [i, xml] of [typed, stray].entries()) {
    assert.notEqual(xml, plain);
    assert.equal(judge(xml), undefined);
    assert.equal(shapeRefusal(xml)?.params.expected, STRICTER[i]![0]);
  }
});

test('where the reader is more lenient than the schema: an empty TiempoEstimadoRespuesta, as an empty Estado', () => {
  const plain = peticionXml({});
  for (const inside of [
    '',
    '<pet:TiempoEstimadoRespuesta/>',
    '<pet:TiempoEstimadoRespuesta> </pet:TiempoEstimadoRespuesta>',
  ]) {
    const xml = plain.replace(
      /<pet:Estado>.*?<\/pet:Estado>|(?=<pet:CodigoCertificado>)/s,
      `<pet:Estado>${inside}</pet:Estado>`,
    );
    assert.notEqual(xml, plain);
    assert.equal(shapeRefusal(xml), undefined, xml);
    assert.equal(judge(xml) === undefined, inside === '');
  }
});

test('every modalitat has its request in the tables, and every request a modalitat', () => {
  assert.deepEqual(new Set(Object.keys(REQUESTS)), new Set([...MODALITATS.values()].map(({ peticion }) => peticion)));
  for (const modalitat of MODALITATS.keys()) {
    const xml = peticionXml({ modalitat });
    assert.equal(judge(xml), undefined, modalitat);
    assert.equal(refusal(xml, 'asincron'), undefined, modalitat);
  }
});

test('the published requests fit, their placeholders made legal', { skip }, () => {
  const samples = readdirSync(new URL('samples/', PUBLISHED)).filter((name) => /^pet/.test(name) && !/INE/.test(name));
  assert.equal(samples.length, Object.keys(REQUESTS).length);
  for (const sample of samples) {
    const published = readFileSync(new URL(`samples/${sample}`, PUBLISHED), 'utf8')
      .replace(/<\?xml.*?\?>/, '')
      .replace('<tipoDocumentacion>0<', '<tipoDocumentacion>1<');
    const xml = peticionXml().replace(/<padro:peticion[\s\S]*<\/padro:peticion\w+>/, published);
    assert.equal(judge(xml), undefined, sample);
    assert.equal(shapeRefusal(xml), undefined, sample);
  }
});

test('the published schemas accept our messages', { skip }, () => {
  const wsdl = judgeWsdl(readFileSync(new URL('wsdl/sincron.wsdl', PUBLISHED), 'utf8'));
  const requests = judgeAll(
    { [NS.padro]: 'dadesEspecifiques.xsd', [NS.extensions]: 'caoc-extensions.1.0.xsd' },
    '',
    new URL('xsd/', PUBLISHED),
  );
  for (const modalitat of MODALITATS.keys()) {
    const xml = peticionXml({ modalitat, funcionario: true, titular: true, extensions: true, ficheros: true });
    assert.equal(wsdl(xml), undefined, modalitat);
    const [request] = /<padro:peticion[\s\S]*<\/padro:peticion\w+>/.exec(xml)!;
    assert.equal(requests(request.replace('>', ` xmlns:padro="${NS.padro}">`)), undefined, modalitat);
  }
  assert.match(wsdl(peticionXml({ procedimiento: '225300' }))!, /Procedimiento/);
});
