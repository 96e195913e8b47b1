import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildPeticion, envelope } from '../../src/base/build-peticion.ts';
import { type OpenGateway, openGateway, told } from '../support/gateway.ts';

/** Protocol sections 12 and 15: what is wrong with a petition's fields is told only to who proved who they are. */

/** Edits of a payload that its contract refuses, and how it is then refused. */
const WRONG: Readonly<Record<string, readonly [from: string | RegExp, to: string, code: string]>> = {
  'another producte': ['<CodigoProducto>PADRO<', '<CodigoProducto>ALTRE<', 'parse.modalitat'],
  'a modalitat of the other frontal': [
    /<CodigoCertificado>TITULAR</g,
    '<CodigoCertificado>TITULAR_CERCA<',
    'parse.asynchronous-only',
  ],
  'another NumElementos': [/<NumElementos>1</, '<NumElementos>7<', 'parse.num-elementos'],
  'no municipality': [/<(\w+:)?codigoMunicipio>[^<]*/, '<$1codigoMunicipio>', 'parse.missing'],
  'no IdPeticion': [/<IdPeticion>[^<]*<\/IdPeticion>/, '', 'parse.missing'],
  'an unknown field': ['<Solicitudes>', '<Altre/><Solicitudes>', 'parse.field'],
};

const edited = (payload: string, [from, to]: readonly [string | RegExp, string, string]): string => {
  const other = payload.replace(from, to);
  assert.notEqual(other, payload, String(from));
  return other;
};

const payload = (): string =>
  buildPeticion({
    modalitat: 'TITULAR',
    ens: '9821920002',
    purpose: { kind: 'finalitat', value: 'PROVES' },
    idPeticion: 'SENSE-1',
    now: Date.now(),
    solicituds: [{ persons: [{ tipus: 1, document: '12344321Z' }], municipi: '17023', idescat: 0 }],
  });

const refusal = async (g: OpenGateway, bytes: string | Buffer) => {
  const { fault } = told(await g.post(bytes));
  assert.ok(fault);
  return fault;
};

test('no certificate anywhere is 1013, whatever is wrong with the fields', async (t) => {
  const g = await openGateway(t);
  for (const [name, wrong] of Object.entries(WRONG)) {
    const { faultcode, detail } = await refusal(g, envelope(edited(payload(), wrong)));
    assert.deepEqual([faultcode, detail.code], ['1013', 'verify.no-certificate'], name);
  }
});

test('before SignatureValue holds there is one text, after it the field', async (t) => {
  const g = await openGateway(t);
  const broken = (bytes: Buffer): string =>
    bytes.toString().replace(/(SignatureValue>)(.)/, (_, tag: string, c: string) => tag + (c === 'A' ? 'B' : 'A'));
  const { faultstring } = await refusal(g, broken(g.petition()));
  for (const [name, wrong] of Object.entries(WRONG)) {
    const bytes = g.petition({ edit: (good) => edited(good, wrong) });
    const rows = g.journal().length;
    const before = await refusal(g, broken(bytes));
    assert.deepEqual([before.detail.code, before.faultstring], ['verify.not-accepted', faultstring], name);
    assert.equal(g.journal().length, rows);
    assert.equal((await refusal(g, bytes)).detail.code, wrong[2], name);
    assert.equal(g.journal().at(-1)!.fields.code, wrong[2]);
  }
});

test('what is no petition at all is told so first', async (t) => {
  const g = await openGateway(t);
  const fault = await refusal(g, envelope(payload().replaceAll('procesa', 'altra')));
  assert.equal(fault.detail.code, 'parse.envelope');
});
