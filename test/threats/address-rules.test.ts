import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  callerAddress,
  compileAddresses,
  compileProxies,
  explainAddress,
  normaliseAddress,
  parseRule,
  permissionsOf,
} from '../../src/admit/index.ts';
import type { AddressGroup } from '../../src/base/domain.ts';
import { put, SHIPPED_GROUPS } from '../../src/registry/index.ts';
import { openGateway } from '../support/gateway.ts';

/** A133 to A135 on the address table itself, and protocol section 2. */

const SHIPPED: readonly (readonly [string, string | undefined, string | undefined])[] = [
  ['213.27.191.126', 'produccio', '213.27.191.126'],
  ['157.97.65.88', 'proves', '157.97.65.88'],
  ['83.38.191.123', 'proves', '83.38.191.123'],
  ['213.27.191.107', 'desenvolupament', '213.27.191.107'],
  ['81.19.100.250', 'monitoritzacio', '81.19.100.250'],
  ['83.231.130.138', 'monitoritzacio', '83.231.130.138'],
  ['212.0.104.88', 'unitat-de-servei', '212.0.104.88'],
  ['62.97.96.198', 'oficina-tecnica', '62.97.96.198'],
  ['91.215.65.18', 'oficina-tecnica', '91.215.65.18'],
  ['157.97.64.0', 'rang-aoc', '157.97.64.0/24'],
  ['157.97.64.255', 'rang-aoc', '157.97.64.0/24'],
  ['157.97.65.89', 'rang-aoc', '157.97.65.0/24'],
  ['157.97.65.27', 'psis-primari', '157.97.65.27'],
  ['185.86.34.132', 'psis-secundari', '185.86.34.132'],
  ['157.97.63.255', undefined, undefined],
  ['157.97.66.0', undefined, undefined],
  ['213.27.191.127', undefined, undefined],
  ['0.0.0.0', undefined, undefined],
  ['255.255.255.255', undefined, undefined],
  ['127.0.0.1', undefined, undefined],
];

const MAY: Readonly<Record<string, readonly [string, ...string[]]>> = {
  produccio: ['produccio', 'query'],
  proves: ['proves', 'query'],
  desenvolupament: ['desenvolupament', 'query'],
  monitoritzacio: ['all', 'health'],
  'unitat-de-servei': ['all', 'read'],
  'oficina-tecnica': ['all', 'read', 'write'],
  'rang-aoc': ['produccio', 'query'],
  'psis-primari': ['all', 'psis'],
  'psis-secundari': ['all', 'psis'],
};

test('the nine shipped groups: the longest prefix wins, mapped addresses are IPv4', () => {
  const table = compileAddresses(SHIPPED_GROUPS);
  for (const [address, group, rule] of SHIPPED) {
    const hexadecimal = address.split('.').map(Number);
    const word = (i: number): string => (hexadecimal[i]! * 256 + hexadecimal[i + 1]!).toString(16);
    for (const text of [address, `::ffff:${address}`, `::FFFF:${word(0)}:${word(2)}`, `0:0:0:0:0:ffff:${address}`]) {
      const found = table.find(normaliseAddress(text)!);
      assert.deepEqual([found?.group.name, found?.rule], [group, rule], text);
      assert.equal(explainAddress(SHIPPED_GROUPS, text).rules[0]?.rule, rule);
    }
  }
  assert.equal(SHIPPED_GROUPS.length, 9);
  for (const { name, environment, may } of SHIPPED_GROUPS) assert.deepEqual([environment, ...may], MAY[name]);
});

test('A134: an IPv4 rule matches no IPv6 form but the mapped one', () => {
  const table = compileAddresses([
    { name: 'a', environment: 'proves', may: [], addresses: ['127.0.0.0/8', '10.0.0.0/8'] },
  ]);
  for (const text of [
    '::127.0.0.1',
    '::7f00:1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '::1',
    '::',
    '::ffff:0:7f00:1',
    'fe80::7f00:1',
  ]) {
    assert.equal(table.find(normaliseAddress(text)!), undefined, text);
  }
  for (const text of ['::ffff:10.0.0.1', '::ffff:a00:1', '10.255.255.255'])
    assert.ok(table.find(normaliseAddress(text)!), text);
});

const WRONG = [
  '',
  '010.0.0.1',
  '10.0.0',
  '10.0.0.0/33',
  '10.0.0.0/-1',
  '10.0.0.0/08',
  '10.0.0.0/',
  '10.0.0.0/8/8',
  '0.0.0.0/0',
  '::/0',
  '10.0.0.1/8',
  '::1/64',
  '::/129',
  'localhost',
  'example.cat',
  '0x7f.0.0.1',
  '2130706433',
  '127.1',
  ' 10.0.0.1',
  '10.0.0.1 ',
  '10.0.0.1,10.0.0.2',
  '10.0.0.1-10.0.0.9',
  '10.0.0.*',
  '::ffff:10.0.0.1',
  '::ffff:a00:0/104',
  'fe80::1%eth0',
  '[::1]',
  '１０.0.0.1',
];

test('A135: a rule is an address or a range, written plainly', () => {
  for (const text of WRONG) assert.throws(() => parseRule(text), Error, text);
  const group = (name: string, ...addresses: string[]): AddressGroup => ({
    name,
    environment: 'proves',
    may: [],
    addresses,
  });
  assert.throws(() => compileAddresses([group('primer', '10.0.0.1'), group('segon', '10.0.0.1')]), /segon.*primer/);
  assert.throws(() => compileAddresses([group('primer', '10.0.0.0/33')]), /primer/);
});

test('A135: a rule that is wrong is not taken into the registry', async (t) => {
  const g = await openGateway(t);
  const change = put('addressGroup', {
    name: 'nou',
    environment: 'proves',
    may: ['query'],
    addresses: ['10.0.0.0/33'],
  });
  await assert.rejects(g.stage.gateway.registry.change([change], 'prova', 'a slip'));
  assert.equal((await g.ask()).codigoResultado, 1);
});

test('changes that are made at once are all in force', async (t) => {
  const { registry } = (await openGateway(t)).stage.gateway;
  const names = ['a', 'b', 'c'];
  const group = (name: string, i: number) =>
    put('addressGroup', { name, environment: 'proves', may: [], addresses: [`192.0.2.${i}`] });
  await Promise.all(names.map((name, i) => registry.change([group(name, i)], 'prova', 'at once')));
  const known = registry.current.groups.map(({ name }) => name);
  assert.deepEqual(
    names.filter((name) => known.includes(name)),
    names,
  );
});

test('A133: the caller is read from the right, hop by hop', () => {
  const proxies = compileProxies(['10.0.0.0/8', '2001:db8:1::/48']);
  const caller = (address: string, forwardedFor?: string, forwarded?: string) => {
    const peer = { address, forwardedFor, forwarded, certificate: undefined };
    return callerAddress(peer, proxies);
  };
  assert.equal(caller('8.8.8.8', '1.1.1.1'), '8.8.8.8');
  assert.equal(caller('::ffff:8.8.8.8', '1.1.1.1'), '8.8.8.8');
  assert.equal(caller('::ffff:10.1.1.1', '1.1.1.1'), '1.1.1.1');
  assert.equal(caller('2001:db8:1::9', '6.6.6.6, 1.1.1.1 , 10.0.0.1'), '1.1.1.1');
  assert.equal(caller('10.0.0.1'), '10.0.0.1');
  assert.equal(caller('10.0.0.1', '1.1.1.1', 'for=1.1.1.1'), '1.1.1.1');
  assert.equal(caller('10.0.0.1', '1.1.1.1', 'for=2.2.2.2'), undefined);
  assert.equal(caller('fe80::1%eth0', '1.1.1.1'), undefined);
  assert.equal(caller('', '1.1.1.1'), undefined);
});

test('the management plane is for those who may, and health for the machine itself', () => {
  const table = compileAddresses(SHIPPED_GROUPS);
  assert.deepEqual(permissionsOf(table, '81.19.100.250'), ['health']);
  assert.deepEqual(permissionsOf(table, '::ffff:62.97.96.198'), ['read', 'write']);
  assert.deepEqual(permissionsOf(table, '157.97.65.88'), ['query']);
  for (const loopback of ['127.0.0.1', '::ffff:127.8.8.8', '::1'])
    assert.deepEqual(permissionsOf(table, loopback), ['health']);
  for (const nobody of ['8.8.8.8', '', 'localhost', '127.0.0.1.evil', '::127.0.0.1'])
    assert.deepEqual(permissionsOf(table, nobody), []);
});
