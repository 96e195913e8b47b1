import assert from 'node:assert/strict';
import { it } from 'node:test';
import { openGateway } from '../support/gateway.ts';

it('a petition over the limit gets a fault, and its IdPeticion is not spent', async (t) => {
  const g = await openGateway(t, { PADRO_LIMITS_CONSUMER_PER_SECOND: '2' });
  const ids = Array.from({ length: 8 }, (_, i) => `LIMIT-${i}`);
  const answers = await Promise.all(ids.map((idPeticion) => g.ask({ idPeticion })));
  const over = answers.findIndex(({ fault }) => fault?.detail.code === 'route.limit');
  assert.notEqual(over, -1, answers.map(({ text }) => text).join('\n'));
  let again = answers[over]!;
  while (again.fault?.detail.code === 'route.limit') again = await g.ask({ idPeticion: ids[over]! });
  assert.equal(again.codigoResultado, 1, again.text);
});
