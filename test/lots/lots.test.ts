import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openGateway } from '../support/gateway.ts';
import { collect, poll, send } from './support.ts';

describe('an asynchronous petition', () => {
  it('is confirmed, worked off and collected, each solicitud once and in order', async (t) => {
    const g = await openGateway(t);
    const solicituds = Array.from({ length: 40 }, (_, i) =>
      i % 4 === 1
        ? { municipi: '08001', persons: [{ tipus: 1, document: '12345678Z' }] }
        : i % 4 === 2
          ? { municipi: '43148', persons: [{ tipus: 1, document: '43148001U' }] }
          : i % 4 === 3
            ? { persons: [{ tipus: 1, document: '00000000T' }] }
            : {},
    );
    const confirmed = await send(g, { idPeticion: 'LOT-1', solicituds });
    assert.equal(confirmed.status, 200, confirmed.text);
    assert.equal(confirmed.estado, '0001');
    assert.equal(confirmed.numElementos, 40);
    assert.ok(confirmed.ter! >= 1);
    const answer = await collect(g, 'LOT-1');
    assert.equal(answer.estado, '0003');
    assert.equal(answer.numElementos, 40);
    assert.deepEqual(
      answer.transmisiones.map(({ idSolicitud, codigoResultado }) => `${idSolicitud} ${codigoResultado}`),
      solicituds.map((_, i) => `${i + 1} ${['1', '1', '4', '2'][i % 4]}`),
    );
    const again = await poll(g, 'LOT-1');
    assert.deepEqual(again.transmisiones, answer.transmisiones);
  });
});
