import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noSchemas, validate } from '../simulator/schemas.ts';
import { openGateway } from '../support/gateway.ts';

/** One client in wide use takes an answer as good when these occur exactly once (protocol section 12). */
const ONCE = ['LiteralError', 'CodigoEstado'];

test('a municipality that is not integrated: a normal answer with codigoResultado 4, valid to a strict reader', async (t) => {
  const g = await openGateway(t);
  for (const modalitat of [
    'TITULAR',
    'CONVIVENTS',
    'RESIDENT_MUNICIPI',
    'NUMERO_CONVIVENTS',
    'TITULAR_PDF',
    'CONVIVENTS_PDF',
  ]) {
    const answer = await g.ask({ modalitat, municipi: '43148' });
    assert.deepEqual([answer.estado, answer.literal, answer.codigoResultado], ['0003', 'OK', 4], answer.text);
    for (const name of [...ONCE, 'codigoResultado']) {
      assert.equal(answer.text.match(new RegExp(`<[^/>]*\\b${name}>`, 'g'))?.length, 1, name);
    }
    assert.doesNotMatch(answer.text, />\s+</);
    if (!noSchemas) validate(answer.text);
  }
  assert.equal(g.received, 0);
});

test('a repeated petition: 0502 that says so, nothing forwarded, valid to a strict reader', async (t) => {
  const g = await openGateway(t);
  assert.equal((await g.ask({ idPeticion: 'MATEIXA-1' })).codigoResultado, 1);
  const answer = await g.ask({ idPeticion: 'MATEIXA-1' });
  assert.deepEqual([answer.estado, answer.literal], ['0502', "Transmissió ja enregistrada: 'MATEIXA-1'."]);
  assert.doesNotMatch(answer.text, /codigoResultado/);
  for (const name of ONCE) assert.equal(answer.text.match(new RegExp(`<[^/>]*\\b${name}>`, 'g'))?.length, 1, name);
  if (!noSchemas) validate(answer.text);
  assert.equal(g.received, 1);
});
