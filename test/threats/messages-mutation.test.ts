import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { it } from 'node:test';
import { randomFrom } from './support/random.ts';
import { makeWatch, subject } from './support/unchanged.ts';

/** Bytes that mean something to a reader of XML, base64 or numbers. */
const TELLING = Buffer.from('<>&;"\'/=!?-[]#:. \t\r\n0aA+\0\x7f\xc3\xe2', 'latin1');

/**
 * A95 and all of sections 1, 2, 8 and 9 at once: whichever byte of a signed message is changed, taken away or doubled,
 * it is refused, or its Body, routing, signer and replay key are what they were, for us and for libxml2.
 */
it('A95 every byte changed', async (t) => {
  const seed = randomInt(2 ** 31);
  t.diagnostic(`seed ${seed}`);
  const random = randomFrom(seed);
  const { bytes, by } = subject();
  t.diagnostic(`${bytes.length} bytes, signed by ${by}`);
  const watch = await makeWatch(bytes);
  const verdicts = { accepted: 0, refused: 0 };
  for (let at = 0; at < bytes.length; at++) {
    const telling = TELLING[random(TELLING.length)]!;
    const changes: readonly (readonly number[])[] = [
      [bytes[at]! ^ (1 << random(8))],
      [telling],
      [],
      [telling, bytes[at]!],
      [bytes[at]!, bytes[at]!],
    ];
    for (const change of changes) {
      const changed = Buffer.concat([bytes.subarray(0, at), Buffer.from(change), bytes.subarray(at + 1)]);
      if (changed.equals(bytes)) continue;
      try {
        verdicts[await watch(changed)]++;
      } catch (cause) {
        throw new Error(`seed ${seed}: byte ${at} changed into [${change.join(' ')}]: ${cause}`, { cause });
      }
    }
  }
  t.diagnostic(JSON.stringify(verdicts));
  assert.ok(verdicts.accepted > 100 && verdicts.refused > 10_000);
});
