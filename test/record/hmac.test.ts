import assert from 'node:assert/strict';
import { createHmac, createSecretKey } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { Hmac } from '../../src/record/hmac.ts';

test('is HMAC-SHA-256 as node:crypto has it, for any key and text', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.constantFrom('', 'x'.repeat(1024), '€'.repeat(1024), '€'.repeat(1025), '\u{10ffff}'.repeat(513), '\ud800'),
  );
  const property = fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.array(text), (bytes, texts) => {
    const key = createSecretKey(bytes);
    const hmac = new Hmac(key);
    for (const each of texts) assert.equal(hmac.of(each), createHmac('sha256', key).update(each).digest('base64url'));
  });
  const seed = Date.now() | 0;
  console.log(`seed ${seed}`);
  fc.assert(property, { seed, numRuns: 500 });
});

test('RFC 4231, test cases 1, 2 and 6', () => {
  const cases = [
    ['0b'.repeat(20), 'Hi There', 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'],
    ['4a656665', 'what do ya want for nothing?', '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'],
    [
      'aa'.repeat(131),
      'Test Using Larger Than Block-Size Key - Hash Key First',
      '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
    ],
  ] as const;
  for (const [key, text, expected] of cases) {
    const hmac = new Hmac(createSecretKey(Buffer.from(key, 'hex')));
    assert.equal(Buffer.from(hmac.of(text), 'base64url').toString('hex'), expected);
  }
});
