import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Guard } from '../../src/base/outbound/guard.ts';

/** A137 and A138 on the guard itself: addresses, allow-lists and names. */

const PUBLIC = [
  '157.97.65.88',
  '8.8.8.8',
  '93.184.216.34',
  '172.15.255.255',
  '172.32.0.1',
  '192.167.1.1',
  '100.63.0.1',
  '100.128.0.1',
  '2a00:1450:4003:80e::1',
  '2606:4700::1111',
];
const PRIVATE = [
  '0.0.0.0',
  '0.1.2.3',
  '10.0.0.1',
  '100.64.0.1',
  '100.127.255.255',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.1',
  '192.168.1.1',
  '198.18.0.1',
  '224.0.0.1',
  '239.255.255.255',
  '240.0.0.1',
  '255.255.255.255',
];
const PRIVATE_V6 = [
  '::',
  '::1',
  '::127.0.0.1',
  '::7f00:1',
  '64:ff9b::7f00:1',
  '64:ff9b:1::1',
  '2002:7f00:1::',
  '2001::1',
  '2001:db8::1',
  'fc00::1',
  'fd00::1',
  'fe80::1',
  'fec0::1',
  'ff02::1',
  '100::1',
];

test('A137: private, loopback, link-local and multicast addresses are refused, in IPv6 dress too', () => {
  const guard = new Guard([]);
  for (const address of [...PRIVATE, ...PRIVATE_V6, ...PRIVATE.map((v4) => `::ffff:${v4}`), '::ffff:7f00:1']) {
    assert.equal(guard.permits(address), false, address);
    assert.throws(() => guard.checkHost(address.includes(':') ? `[${address}]` : address), /not allowed/, address);
  }
});

test('public addresses are permitted', () => {
  const guard = new Guard([]);
  for (const address of PUBLIC) assert.equal(guard.permits(address), true, address);
});

test('addresses that came to the registries of special ones later', () => {
  const guard = new Guard([]);
  for (const address of ['3fff::1', '5f00::1']) assert.equal(guard.permits(address), false, address);
});

test('an allow-list opens what it names and nothing else', () => {
  const guard = new Guard(['10.20.0.0/16', 'fd00:1::/32', '192.168.1.7']);
  for (const address of ['10.20.3.4', '::ffff:10.20.3.4', 'fd00:1::9', '192.168.1.7'])
    assert.ok(guard.permits(address), address);
  for (const address of ['10.21.0.1', '127.0.0.1', 'fd00:2::9', '192.168.1.8', '::10.20.3.4'])
    assert.ok(!guard.permits(address), address);
});

test('an allow-list that is written wrong is refused at start', () => {
  for (const text of ['10.0.0.0/', '0.0.0.0/0', '::/0', '10.0.0.1/8', '', 'localhost', '10.0.0.0/33', '010.0.0.0/8']) {
    assert.throws(() => new Guard([text]), Error, JSON.stringify(text));
  }
});

test('A138: names are judged by every address that they have', async () => {
  const looked = (guard: Guard, name: string, all: boolean) =>
    new Promise<unknown>((resolve) => guard.lookup(name, { all }, (error, address) => resolve(error ?? address)));
  for (const all of [true, false]) {
    assert.match(String(await looked(new Guard([]), 'localhost', all)), /not allowed/);
    assert.match(String(await looked(new Guard([]), '127.1', all)), /not allowed/);
    assert.doesNotMatch(String(await looked(new Guard(['127.0.0.0/8', '::1']), 'localhost', all)), /not allowed/);
    assert.match(String(await looked(new Guard(['127.0.0.0/8', '::1']), 'a.invalid', all)), /ENOTFOUND|EAI_AGAIN/);
  }
});
