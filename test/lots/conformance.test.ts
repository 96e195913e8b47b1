import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Frontal } from '../../src/base/request.ts';
import { readXml } from '../../src/base/xml/reader.ts';
import { standalone } from '../../src/base/xml/splice.ts';
import { elements } from '../../src/base/xml/tree.ts';
import { loadWsdls } from '../../src/listen/wsdl.ts';
import { type Judge, judgeWsdl, PUBLISHED, WSDL } from '../parse/contract/schemas.ts';
import { openGateway } from '../support/gateway.ts';
import { collect, lotOf, poll, pollOf, send } from './support.ts';

const served = loadWsdls(fileURLToPath(WSDL));
const own = (frontal: Frontal): Judge => judgeWsdl(served(frontal, 'https://padro.example/'));

/** The published ones declare the prefix of their schemas further out, and import with nothing but a namespace. */
function published(frontal: Frontal): Judge {
  const doc = readXml(readFileSync(new URL(`wsdl/${frontal}.wsdl`, PUBLISHED)), 'document');
  const types = elements(doc.root).find(({ local }) => local === 'types')!;
  return judgeWsdl(
    elements(types)
      .map((schema) => standalone(doc, schema).toString())
      .join(''),
  );
}

/** What is inside the Body. */
function payload(message: string): string {
  const doc = readXml(Buffer.from(message), 'message');
  const body = elements(doc.root).at(-1)!;
  return standalone(doc, elements(body)[0]!).toString();
}

for (const [name, judgeOf, skip] of [
  ['own WSDLs', own, false],
  ['published WSDLs', published, !existsSync(PUBLISHED) && 'the published interface files are not at hand'],
] as const) {
  it(`what goes over the asynchronous frontals is valid for the ${name}`, { skip }, async (t) => {
    const g = await openGateway(t, { PADRO_LOTS_RETRY_MS: '60000' });
    const { pki, simulators } = g.stage;
    const [asincron, resposta] = [judgeOf('asincron'), judgeOf('asincronResposta')];
    simulators['17023'].fail('reset');
    const confirmed = await send(g, { idPeticion: 'LOT-1', solicituds: [{}, { municipi: '08001' }] });
    const pending = await poll(g, 'LOT-1');
    const repeated = await send(g, { idPeticion: 'LOT-1' });
    simulators['17023'].fail('none');
    const ready = [];
    for (const modalitat of ['TITULAR', 'CONVIVENTS', 'TITULAR_CERCA']) {
      await send(g, { idPeticion: modalitat, modalitat, solicituds: [{}, { municipi: '43148' }] });
      ready.push(await collect(g, modalitat, { modalitat }));
    }
    assert.deepEqual([confirmed.estado, repeated.estado], ['0001', '0502']);
    assert.equal(asincron(payload(lotOf(pki))), undefined);
    for (const { text } of [confirmed, repeated]) assert.equal(asincron(payload(text)), undefined);
    assert.equal(resposta(payload(pollOf(pki, 'LOT-1'))), undefined);
    for (const { text } of [pending, ...ready]) assert.equal(resposta(payload(text)), undefined);
  });
}
