import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AnswerOne } from '../../src/base/calls.ts';
import type { Endpoint } from '../../src/base/domain.ts';
import type { Answer, Routed } from '../../src/base/request.ts';
import { readXml } from '../../src/base/xml/reader.ts';
import { Breakers, type ForwardPorts, makeForward } from '../../src/forward/index.ts';

const ENDPOINT = { id: 'e', timeoutMs: 1_000 } as Endpoint;

/** What became of a petition whose buffer was changed between its reading and its sending. */
async function forwarded(change: (bytes: Buffer) => void, fallback?: Endpoint) {
  const doc = readXml(Buffer.from('<a>Núria</a>'), 'message');
  change(doc.bytes);
  const sent: Buffer[] = [];
  let failure: unknown;
  const clock = { now: () => 0 };
  const answerOne: AnswerOne = async (_, ask) => {
    await ask!({ kind: 'endpoint', municipi: '17023', endpoint: ENDPOINT }, 1_000).catch((error) => {
      failure = error;
    });
    return {} as Answer;
  };
  const forward = makeForward({
    clock,
    cage: {
      send: (_: Endpoint, bytes: Buffer) => {
        sent.push(bytes);
        return Promise.reject(new Error('sent'));
      },
    },
    breakers: new Breakers({ failures: 3, openMs: 1_000, longestMs: 1_000, clock, changed: () => {} }),
    answerOne,
  } as unknown as ForwardPorts);
  await forward({
    way: 'signature',
    bytes: doc.bytes,
    envelope: { doc },
    peticion: { solicitudes: [{}] },
    destination: { kind: 'endpoint', municipi: '17023', endpoint: ENDPOINT, fallback },
    connection: { gone: false, onGone: () => {} },
    trail: { incident: 'i' },
  } as unknown as Routed);
  return { doc, sent, failure: (failure as Error).message };
}

for (const [way, fallback] of [
  ['straight', undefined],
  ['around', ENDPOINT],
] as const) {
  test(`${way}: the very buffer that was read is sent`, async () => {
    const { doc, sent } = await forwarded(() => {}, fallback);
    assert.equal(sent.length, 1);
    assert.equal(sent[0], doc.bytes);
  });

  test(`${way}: a buffer of which one bit changed since it was read is not sent`, async () => {
    const length = Buffer.byteLength('<a>Núria</a>');
    for (let at = 0; at < length; at++) {
      const { sent, failure } = await forwarded((bytes) => {
        bytes[at]! ^= 1;
      }, fallback);
      assert.deepEqual([sent.length, failure], [0, 'the verified bytes changed']);
    }
  });
}
