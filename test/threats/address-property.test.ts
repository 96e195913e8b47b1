import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import inRange from 'ip-range-check';
import { compileAddresses, explainAddress, normaliseAddress, parseRule } from '../../src/admit/index.ts';
import type { AddressGroup } from '../../src/base/domain.ts';

/** The compiled address table against two other ways of matching. */

const toBits = (address: string): string => {
  if (!address.includes(':'))
    return address
      .split('.')
      .map((byte) => Number(byte).toString(2).padStart(8, '0'))
      .join('');
  const [left = '', right] = address.split('::');
  const groups = (text: string): string[] => (text ? text.split(':') : []);
  const missing = 8 - groups(left).length - groups(right ?? '').length;
  const all = [...groups(left), ...Array<string>(right === undefined ? 0 : missing).fill('0'), ...groups(right ?? '')];
  return all.map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0')).join('');
};

const naive = (rule: string, address: string): boolean => {
  const [base, prefix] = rule.split('/') as [string, string | undefined];
  const [a, b] = [toBits(base), toBits(address)];
  const kept = prefix === undefined ? a.length : Number(prefix);
  return a.length === b.length && a.slice(0, kept) === b.slice(0, kept);
};

const fromBits = (bits: string): string =>
  bits.length === 32
    ? bits
        .match(/.{8}/g)!
        .map((byte) => Number.parseInt(byte, 2))
        .join('.')
    : bits
        .match(/.{16}/g)!
        .map((group) => Number.parseInt(group, 2).toString(16))
        .join(':');

/** Few bits vary, so that rules meet and nest. 2001:db8 in front keeps IPv6 away from the mapped range. */
const bitsOf = (six: boolean) =>
  fc
    .tuple(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 0, max: 255 }))
    .map(([high, low]) =>
      six
        ? `0010000000000001000011011011100${high & 1}${high.toString(2).padStart(4, '0').repeat(4)}${'0'.repeat(72)}${low.toString(2).padStart(8, '0')}`
        : `0101${high.toString(2).padStart(4, '0')}${'0'.repeat(16)}${low.toString(2).padStart(8, '0')}`,
    );
const rules = fc.boolean().chain((six) =>
  fc.tuple(bitsOf(six), fc.integer({ min: 1, max: six ? 128 : 32 })).map(([bits, prefix]) => {
    const base = fromBits(bits.slice(0, prefix).padEnd(bits.length, '0'));
    return prefix === bits.length ? base : `${base}/${prefix}`;
  }),
);
const addresses = fc.boolean().chain((six) => bitsOf(six).map(fromBits));

test('the compiled table, ip-range-check and a naive comparison agree', (t) => {
  const seed = Date.now();
  t.diagnostic(`seed ${seed}`);
  const groupsOf = fc
    .uniqueArray(rules, { maxLength: 20 })
    .map((texts) =>
      texts.map((text, i): AddressGroup => ({ name: `g${i}`, environment: 'proves', may: [], addresses: [text] })),
    );
  fc.assert(
    fc.property(groupsOf, fc.array(addresses, { minLength: 1, maxLength: 8 }), (groups, asked) => {
      const table = compileAddresses(groups);
      for (const text of asked) {
        const address = normaliseAddress(text)!;
        const expected = groups.map(({ addresses: [rule] }) => rule!).filter((rule) => naive(rule, text));
        assert.deepEqual(
          table
            .all(address)
            .map(({ rule }) => rule)
            .sort(),
          expected.toSorted(),
        );
        assert.deepEqual(
          expected.filter((rule) => inRange(address, rule)),
          expected,
        );
        const longest = Math.max(...expected.map((rule) => parseRule(rule).prefix));
        const found = table.find(address);
        assert.equal(found && parseRule(found.rule).prefix, expected.length === 0 ? undefined : longest);
        assert.equal(explainAddress(groups, text).rules.length, expected.length);
      }
    }),
    { seed, numRuns: 300 },
  );
});
