import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AnswerOne } from '../../src/base/calls.ts';
import type { Endpoint, Way } from '../../src/base/domain.ts';
import type { Answer, Routed } from '../../src/base/request.ts';
import { readXml } from '../../src/base/xml/reader.ts';
import type { XmlDocument } from '../../src/base/xml/tree.ts';
import { Breakers, type ForwardPorts, makeForward } from '../../src/forward/index.ts';

const TEXT = '<a>Núria</a>';

interface Petition {
  readonly fallback?: Endpoint | undefined;
  readonly way?: Way;
  readonly text?: string;
}

const ENDPOINT = { id: 'e', timeoutMs: 1_000 } as Endpoint;

/** What became of a petition whose buffer was changed between its reading and its sending. */
async function forwarded(change: (bytes: Buffer) => void, { fallback, way = 'signature', text = TEXT }: Petition = {}) {
  const doc = readXml(Buffer.from(text), 'message');
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
    wrap: async ({ bytes }: XmlDocument) => Buffer.concat([bytes]),
  } as unknown as ForwardPorts);
  await forward({
    way,
    envelope: { doc },
    peticion: { solicitudes: [{}] },
    destination: { kind: 'endpoint', municipi: '17023', endpoint: ENDPOINT, fallback },
    connection: { gone: false, onGone: () => {} },
    trail: { incident: 'i' },
  } as unknown as Routed);
  return { doc, sent, failure: (failure as Error).message };
}

for (const [how, fallback] of [
  ['straight', undefined],
  ['around', ENDPOINT],
] as const) {
  test(`${how}: the very buffer that was read is sent`, async () => {
    const { doc, sent } = await forwarded(() => {}, { fallback });
    assert.equal(sent.length, 1);
    assert.equal(sent[0], doc.bytes);
  });

  for (const way of ['signature', 'channel', 'token'] as const) {
    test(`${how}, by ${way}: a buffer of which one bit changed since it was read is not sent`, async () => {
      assert.equal((await forwarded(() => {}, { fallback, way })).sent.length, 1);
      for (let at = 0; at < Buffer.byteLength(TEXT); at++) {
        const flip = (bytes: Buffer): void => {
          bytes[at]! ^= 1;
        };
        const { sent, failure } = await forwarded(flip, { fallback, way });
        assert.deepEqual([sent.length, failure], [0, 'the verified bytes changed']);
      }
    });
  }
}

test('nor one of a hundred thousand bytes, at either end', async () => {
  const text = `<a>${'é'.repeat(50_000)}</a>`;
  assert.equal((await forwarded(() => {}, { text })).sent.length, 1);
  for (const at of [0, 65_536, Buffer.byteLength(text) - 1]) {
    const flip = (bytes: Buffer): void => {
      bytes[at]! ^= 1;
    };
    assert.equal((await forwarded(flip, { text })).sent.length, 0);
  }
});
