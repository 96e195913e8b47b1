import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createClientAsync } from 'soap';
import { loadWsdl } from '../../src/listen/index.ts';
import { openApi } from '../api/gateway.ts';
import { judgeFile, judgeWsdl, WSDL } from '../parse/contract/schemas.ts';

const PATH = '/registre/services/Integracions';
const NAMESPACE = 'urn:padro-gateway:registre:integracions';
const valid = judgeWsdl(loadWsdl(fileURLToPath(WSDL), 'Integracions.wsdl')('http://localhost/'));

const envelope = (payload: string) =>
  `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${payload}</s:Body></s:Envelope>`;
const bodyOf = (xml: string): string => /<[\w-]+:Body>([\s\S]*)<\/[\w-]+:Body>/.exec(xml)![1]!;

/** Declares in the payload what the envelope declares, as it stands alone then. */
const standing = (xml: string): string => {
  const declared = [...xml.matchAll(/ (xmlns:(\w+)="[^"]*")/g)].map(([, one]) => one!);
  const body = bodyOf(xml);
  const tag = /^<[^\s>]+/.exec(body)![0];
  const missing = declared.filter((one) => !/^<[^>]*>/.exec(body)![0].includes(one.split('=')[0]!));
  return `${tag} ${[...new Set(missing)].join(' ')}${body.slice(tag.length)}`;
};

async function open(t: Parameters<typeof openApi>[0]) {
  const g = await openApi(t);
  const { origins } = g.stage.gateway;
  return {
    ...g,
    address: origins.public + PATH,
    post: (body: string | Buffer, headers: Record<string, string> = {}) =>
      g.anybody(PATH, {
        method: 'POST',
        body: typeof body === 'string' ? body : new Uint8Array(body),
        headers: { 'content-type': 'text/xml; charset=utf-8', ...headers },
      }),
  };
}

test('the schema stands alone, and the WSDL is served with the address of this deployment', async (t) => {
  assert.match(judgeFile(new URL('integracions.xsd', WSDL))('<nothing/>')!, /No matching global/);
  const g = await open(t);
  const { status, text, headers } = await g.anybody(`${PATH}?wsdl`);
  assert.deepEqual([status, headers.get('content-type')], [200, 'text/xml; charset=utf-8']);
  assert.ok(text.includes(`<soap:address location="${g.address}"/>`));
  assert.doesNotMatch(text, /schemaLocation|@@/);
});

test('a client of the package soap reads the WSDL and calls both operations', async (t) => {
  const g = await open(t);
  const client = await createClientAsync(`${g.address}?wsdl`);
  const [one, raw] = await client.ConsultaIntegracioAsync({ municipi: '17023' });
  assert.equal(valid(standing(raw)), undefined, raw);
  assert.deepEqual(
    [one.integracio.nom, one.integracio.estat, one.integracio.entorn],
    ['Blanes', 'EN_PROVES', ['proves']],
  );
  const walked: string[] = [];
  let despresDe: string | undefined;
  do {
    const [page, xml] = await client.LlistaIntegracionsAsync({ limit: 90, ...(despresDe ? { despresDe } : {}) });
    assert.equal(valid(standing(xml)), undefined, xml.slice(0, 500));
    walked.push(...page.integracio.map(({ municipi }: { municipi: string }) => municipi));
    despresDe = page.seguent;
  } while (despresDe);
  assert.equal(walked.length, 947);
  assert.deepEqual(walked, [...walked].sort());
  const [testing] = await client.LlistaIntegracionsAsync({ estat: 'EN_PROVES' });
  assert.deepEqual(
    testing.integracio.map(({ municipi }: { municipi: string }) => municipi),
    ['08001', '17023'],
  );
  const [none, empty] = await client.LlistaIntegracionsAsync({ estat: 'INTEGRAT' });
  assert.equal(none?.integracio, undefined);
  assert.equal(valid(standing(empty)), undefined, empty);
  await assert.rejects(client.ConsultaIntegracioAsync({ municipi: '99999' }), /99999/);
});

test('requests by hand are taken however their names are written', async (t) => {
  const g = await open(t);
  const forms = [
    `<x:ConsultaIntegracio xmlns:x="${NAMESPACE}"><x:municipi>17023</x:municipi></x:ConsultaIntegracio>`,
    `<ConsultaIntegracio xmlns="${NAMESPACE}">\n  <municipi> 17023 </municipi>\n</ConsultaIntegracio>`,
    `<a:ConsultaIntegracio xmlns:a="${NAMESPACE}"><b:municipi xmlns:b="${NAMESPACE}">17&#48;23</b:municipi></a:ConsultaIntegracio>`,
    `<s:ConsultaIntegracio xmlns:s="${NAMESPACE}"><s:municipi>17023</s:municipi></s:ConsultaIntegracio>`,
    `<tns:ConsultaIntegracio xmlns:tns="${NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><tns:municipi xsi:type="x">17023</tns:municipi></tns:ConsultaIntegracio>`,
  ];
  for (const form of forms) {
    for (const soapaction of [undefined, '""', `"${NAMESPACE}/LlistaIntegracions"`, 'nonsense']) {
      const told = await g.post(envelope(form), soapaction === undefined ? {} : { soapaction });
      assert.deepEqual([told.status, told.headers.get('content-type')], [200, 'text/xml; charset=utf-8'], told.text);
      assert.equal(valid(standing(told.text)), undefined, told.text);
      assert.match(told.text, /nom>Blanes</);
    }
  }
  const other = await g.post(
    `<?xml version="1.0" encoding="UTF-8"?><E:Envelope xmlns:E="http://schemas.xmlsoap.org/soap/envelope/"><E:Header><x:Id xmlns:x="urn:x">1</x:Id><w:Security xmlns:w="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"/></E:Header><E:Body>${forms[0]}</E:Body></E:Envelope>`,
    { 'content-type': 'application/xml' },
  );
  assert.equal(other.status, 200, other.text);
  assert.doesNotMatch(other.text, /Header|Security|Timestamp/);
});

const XXE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>';
const ask = (fields: string) => `<r:ConsultaIntegracio xmlns:r="${NAMESPACE}">${fields}</r:ConsultaIntegracio>`;
const list = (fields: string) => `<r:LlistaIntegracions xmlns:r="${NAMESPACE}">${fields}</r:LlistaIntegracions>`;
const field = (name: string, value: string) => `<r:${name}>${value}</r:${name}>`;
const deep = '<r:municipi>'.repeat(200) + '</r:municipi>'.repeat(200);

/** What is sent, and the code that it is refused with. */
const HOSTILE: readonly (readonly [what: string, body: string | Buffer, code: string])[] = [
  ['nothing', '', 'parse.not-well-formed'],
  ['no XML', 'hello', 'parse.not-well-formed'],
  ['a DOCTYPE', `${XXE}${envelope(ask(field('municipi', '17023')))}`, 'parse.doctype'],
  ['an entity', envelope(ask(field('municipi', '&e;'))), 'parse.not-well-formed'],
  ['depth', envelope(ask(deep)), 'parse.limit'],
  ['a comment', envelope(ask(field('municipi', '170<!-- -->23'))), 'parse.markup'],
  ['CDATA', envelope(ask(field('municipi', '<![CDATA[17023]]>'))), 'parse.markup'],
  ['a processing instruction', envelope(ask(`<?x y?>${field('municipi', '17023')}`)), 'parse.markup'],
  ['bytes that are no UTF-8', Buffer.from(envelope(ask(field('municipi', 'é'))), 'latin1'), 'parse.encoding'],
  [
    'SOAP 1.2',
    envelope(ask('')).replace('http://schemas.xmlsoap.org/soap/envelope/', 'http://www.w3.org/2003/05/soap-envelope'),
    'parse.envelope',
  ],
  ['two payloads', envelope(ask(field('municipi', '17023')).repeat(2)), 'parse.envelope'],
  ['an empty Body', envelope(''), 'parse.envelope'],
  ['another operation', envelope(`<r:EsborraIntegracio xmlns:r="${NAMESPACE}"/>`), 'soap.operation'],
  ['a name of every object', envelope(`<r:constructor xmlns:r="${NAMESPACE}"/>`), 'soap.operation'],
  ['another namespace', envelope('<r:ConsultaIntegracio xmlns:r="urn:x"/>'), 'soap.operation'],
  ['a field of another namespace', envelope(ask('<municipi xmlns="">17023</municipi>')), 'soap.field'],
  ['an unknown field', envelope(ask(field('municipi', '17023') + field('__proto__', 'x'))), 'soap.field'],
  ['a field twice', envelope(ask(field('municipi', '17023').repeat(2))), 'soap.field'],
  ['elements in a field', envelope(ask(field('municipi', field('municipi', '17023')))), 'soap.field'],
  ['text beside fields', envelope(ask(`x${field('municipi', '17023')}`)), 'soap.field'],
  ['no field', envelope(ask('')), 'soap.field'],
  ['a code that is none', envelope(ask(field('municipi', "17023' OR '1'='1"))), 'soap.field'],
  ['a municipality that is none', envelope(ask(field('municipi', '00000'))), 'soap.municipi'],
  ['a limit of nothing', envelope(list(field('limit', '0'))), 'soap.field'],
  ['a limit beyond', envelope(list(field('limit', '101'))), 'soap.field'],
  ['a limit in other numbers', envelope(list(field('limit', '1e2'))), 'soap.field'],
  ['a state that is none', envelope(list(field('estat', 'TOTS'))), 'soap.field'],
  [
    'a header that must be understood',
    envelope(ask('')).replace('<s:Body>', '<s:Header><x:a xmlns:x="urn:x" s:mustUnderstand="1"/></s:Header><s:Body>'),
    'parse.must-understand',
  ],
  ['more than the limit', envelope(ask(field('municipi', ' '.repeat(65_536)))), 'http.too-large'],
];

test('what is hostile or wrong gets a Fault of the catalogue, without a trace of the inside', async (t) => {
  const g = await open(t);
  for (const [what, body, code] of HOSTILE) {
    const told = await g.post(body);
    assert.ok(told.status >= 400, what);
    assert.match(told.text, new RegExp(`<pg:code>${code.replace('.', '\\.')}</pg:code>`), `${what}: ${told.text}`);
    assert.match(told.headers.get('content-type')!, /^text\/xml/);
    assert.doesNotMatch(told.text, /\bat \S+:\d+|node_modules|\/src\/|root:/, what);
    const fault = bodyOf(told.text);
    assert.match(fault, /^<SOAP-ENV:Fault><faultcode>SOAP-ENV:(Client|MustUnderstand)<\/faultcode><faultstring>[^<]+</);
  }
  const good = envelope(ask(field('municipi', '17023')));
  assert.equal((await g.post(good)).status, 200, 'the next good one is served');
  assert.match((await g.post(good, { 'content-type': 'text/plain' })).text, /http\.content-type/);
  assert.match((await g.post(good, { 'content-type': 'text/xml; charset=iso-8859-1' })).text, /http\.charset/);
  assert.match((await g.post(good, { 'content-encoding': 'gzip' })).text, /http\.content-encoding/);
  assert.deepEqual([(await g.anybody(PATH)).status, (await g.anybody(PATH, { method: 'PUT' })).status], [405, 405]);
});

test('what a field should have been is said in the language of the deployment', async (t) => {
  const g = await open(t);
  const told = async (body: string) => /<pg:expected>([^<]*)/.exec((await g.post(envelope(body))).text)?.[1];
  assert.equal(await told(ask(field('municipi', 'x'))), 'cinc dígits');
  assert.equal(await told(list(field('limit', '0'))), 'un número de 1 a 100');
  assert.equal(await told(list(field('estat', 'x'))), "un d'aquests: INTEGRAT, EN_PROVES, NO_INTEGRAT");
});

test('requests at once do not see one another’s refusals', async (t) => {
  const g = await open(t);
  const codes = ['17023', '00000', '08001', '99999'];
  const told = await Promise.all([...codes, ...codes].map((one) => g.post(envelope(ask(field('municipi', one))))));
  assert.deepEqual(
    told.map(({ status }) => status),
    [200, 500, 200, 500, 200, 500, 200, 500],
  );
  assert.match(told[1]!.text, /00000/);
  assert.match(told[3]!.text, /99999/);
});
