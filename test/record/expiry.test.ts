import assert from 'node:assert/strict';
import { test } from 'node:test';
import { warningOf } from '../../src/base/expiry.ts';
import { offsetOf } from '../../src/compose-clock.ts';
import { createAuthority } from '../../src/pki/index.ts';
import { Metrics, tellExpiry } from '../../src/record/index.ts';

const NOW = Date.parse('2026-11-23T09:00:00Z');
const DAY = 86_400_000;

test('a certificate is told of at 60, 30 and 7 days before its end, and after it', () => {
  const left = (days: number) => warningOf(NOW + days * DAY, NOW);
  assert.deepEqual([61, 60, 31, 30, 8, 7, 0, -1].map(left), [undefined, 60, 60, 30, 30, 7, 7, 7]);
});

test('the end of a certificate is a metric, and a line of the log when it is near', async () => {
  const { certPem } = createAuthority({
    commonName: 'CA',
    key: 'P-256',
    notAfter: new Date(NOW + 20 * DAY),
    notBefore: new Date(NOW - DAY),
  });
  const metrics = new Metrics();
  const lines: unknown[] = [];
  const logger = {
    warn: (fields: unknown) => lines.push(fields),
    error: (fields: unknown) => lines.push(fields),
  } as never;
  tellExpiry([{ kind: 'seal', name: 'seal', pem: certPem }], NOW, metrics, logger);
  assert.deepEqual(lines, [{ kind: 'seal', name: 'seal', daysLeft: 20 }]);
  const { text } = await metrics.text();
  assert.match(text, /padro_certificate_not_after_seconds\{kind="seal",name="seal"\} 17\d{8}/);
});

test('the offset of our clock is taken from the middle of the exchange', () => {
  const date = new Date(NOW).toUTCString();
  assert.equal(offsetOf(date, NOW + 400, NOW + 600), 0);
  assert.equal(offsetOf(date, NOW + 90_500, NOW + 90_500), 90_000);
  for (const nonsense of [undefined, 'ahir', ['a', 'b']]) assert.equal(offsetOf(nonsense, NOW, NOW), undefined);
});
