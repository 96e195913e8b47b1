import assert from 'node:assert/strict';
import { test } from 'node:test';
import { put, type Stoppable } from '../../src/registry/index.ts';
import { openGateway } from '../support/gateway.ts';

type Gateway = Awaited<ReturnType<typeof openGateway>>;

const thrown = (what: Stoppable, id: string) => put('stop', { what, id, reason: 'prova' });
const change = (g: Gateway, what: Stoppable, id: string, on: boolean) =>
  g.stage.gateway.registry.change(
    [on ? thrown(what, id) : { ...thrown(what, id), doc: null }],
    'anna',
    on ? 'an incident' : 'mended',
  );

const REFUSED: readonly (readonly [Stoppable, (g: Gateway) => string])[] = [
  ['consumer', (g) => g.stage.pki.consumer.ens],
  ['modalitat', () => 'TITULAR'],
];
for (const [what, idOf] of REFUSED) {
  test(`a stopped ${what} is refused, with who must act, until it is started`, async (t) => {
    const g = await openGateway(t);
    const id = idOf(g);
    await change(g, what, id, true);
    const { fault } = await g.ask();
    assert.equal(fault?.detail.code, 'authorise.stopped');
    assert.ok(fault?.faultstring.includes(id), fault?.faultstring);
    assert.equal(g.received, 0);
    await change(g, what, id, false);
    assert.equal((await g.ask()).codigoResultado, 1);
    const history = await g.stage.gateway.registry.history('stop', `${what}/${id}`);
    assert.deepEqual(
      history.map(({ who, why }) => `${who}: ${why}`),
      ['anna: an incident', 'anna: mended'],
    );
  });
}

const UNREACHABLE: readonly (readonly [Stoppable, string])[] = [
  ['municipality', '17023'],
  ['endpoint', 'simulador-17023'],
];
for (const [what, id] of UNREACHABLE) {
  test(`a stopped ${what} is as one that does not answer, and others go on`, async (t) => {
    const g = await openGateway(t);
    await change(g, what, id, true);
    const stopped = await g.ask();
    assert.match(stopped.text, />0502</);
    assert.equal(g.received, 0);
    assert.equal(g.journal().at(-1)?.fields.cause, 'forward.stopped');
    assert.doesNotMatch((await g.ask({ municipi: '08001' })).text, />0502</);
    await change(g, what, id, false);
    assert.equal((await g.ask()).codigoResultado, 1);
  });
}

test('a stop of a modalitat that there is not is refused', async (t) => {
  const g = await openGateway(t);
  await assert.rejects(change(g, 'modalitat', 'TITULARS', true), /there is no modalitat TITULARS/);
});
