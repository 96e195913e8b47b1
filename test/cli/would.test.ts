import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { put } from '../../src/registry/index.ts';
import { type Ask, type OpenGateway, openGateway } from '../support/gateway.ts';
import { cli } from './harness.ts';

interface Said {
  readonly verdict: string;
  readonly decisions: readonly {
    readonly station: string;
    readonly facts: Readonly<Record<string, unknown>>;
    readonly rule: string;
  }[];
  readonly refusal: { readonly station: string; readonly code: string; readonly told: string } | null;
}

/** Writes what the gateway's petition would be, and the configuration that names its store. */
function prepare(gateway: OpenGateway, ask: Ask | string = {}): readonly string[] {
  const dir = dirname(gateway.store);
  const [file, config] = [join(dir, 'petition.xml'), join(dir, 'would.yaml')];
  writeFileSync(file, typeof ask === 'string' ? ask : gateway.petition(ask));
  writeFileSync(config, `store:\n  path: ${gateway.store}\ntrust:\n  dir: ${join(dir, 'trust')}\n`);
  return ['would', file, '--config', config];
}

async function would(gateway: OpenGateway, ask: Ask | string = {}, more: readonly string[] = []) {
  const from = more.includes('--from') ? [] : ['--from', '127.0.0.1'];
  const { status, out, err } = await cli([...prepare(gateway, ask), ...from, ...more, '--json']);
  assert.ok(out, err);
  return { status, ...(JSON.parse(out) as Said) };
}

const LATER = new Date(Date.now() + 2 * 3_600_000).toISOString();

describe('would', () => {
  it('prints each decision with its rule, writes nothing and names no person', async (t) => {
    const gateway = await openGateway(t);
    const before = gateway.journal().length;
    const { status, verdict, decisions } = await would(gateway, { idPeticion: 'PETICIO-9' });
    assert.deepEqual([status, verdict], [0, 'forwarded']);
    assert.deepEqual(
      decisions.map(({ station }) => station),
      ['admit', 'listen', 'parse', 'verify', 'authorise', 'route'],
    );
    const [admit, , parse, verify, authorise, route] = decisions;
    assert.deepEqual(admit?.facts, { address: '127.0.0.1', group: 'demo', environment: 'proves' });
    assert.equal(admit?.rule, '127.0.0.0/8 of the address group demo');
    assert.deepEqual([parse?.facts.modalitat, parse?.facts.municipi], ['TITULAR', '17023']);
    assert.match(String(verify?.facts.certificate), /^[0-9a-f]{64}$/);
    assert.equal(verify?.rule, 'the trust anchor autoritat-demo; bound by its fingerprint');
    assert.match(String(verify?.facts.sha1Until), /^\d{4}-/);
    assert.deepEqual([authorise?.facts.finalitat, authorise?.facts.to], ['PROVES', null]);
    assert.equal(authorise?.facts.from, '2020-01-01T00:00:00.000Z');
    assert.equal(route?.facts.endpoint, 'simulador-17023');
    assert.equal(gateway.journal().length, before);
    const { out } = await cli([...prepare(gateway, { idPeticion: 'PETICIO-9' }), '--from', '::1']);
    assert.match(
      out,
      /admit: passed by ::1 of the address group demo[\s\S]*It would be forwarded\. Not asked: revocation/,
    );
    assert.doesNotMatch(out, /12344321Z|PETICIO-9/);
  });

  it('a municipality that is not integrated is answered', async (t) => {
    const { status, verdict, decisions } = await would(await openGateway(t), { municipi: '25120' });
    assert.deepEqual([status, verdict, decisions.at(-1)?.facts.integrated], [0, 'answered', false]);
  });

  it('says which station refuses, with the code that the gateway would give', async (t) => {
    const gateway = await openGateway(t);
    const changed = gateway.petition().toString().replace('12344321Z', '12344322Z');
    const cases: readonly (readonly [Ask | string, readonly string[], string, string])[] = [
      [{}, ['--from', '192.0.2.1'], 'admit', 'admit.address'],
      [{}, ['--from', '81.19.100.250'], 'admit', 'admit.purpose'],
      ['x'.repeat(2_097_153), [], 'listen', 'http.too-large'],
      ['nonsense', [], 'parse', 'parse.not-well-formed'],
      [changed, [], 'verify', 'verify.digest'],
      [{}, ['--at', LATER], 'verify', 'verify.timestamp'],
      [{ modalitat: 'TITULAR_PROPI' }, [], 'route', 'route.not-local'],
    ];
    for (const [ask, more, station, code] of cases) {
      const { status, verdict, refusal } = await would(gateway, ask, more);
      assert.deepEqual([status, verdict, refusal?.station, refusal?.code], [1, 'refused', station, code]);
    }
  });

  it('follows the registry: an authorisation that ended', async (t) => {
    const gateway = await openGateway(t);
    const ens = '9821920002';
    const rule = { ens, producte: 'PADRO', modalitats: '*', finalitat: 'PROVES', from: '2020-01-01' } as const;
    await gateway.stage.gateway.registry.change(
      [put('authorisation', { ...rule, to: '2021-01-01' })],
      'prova',
      'it ended',
    );
    const argv = [...prepare(gateway), '--from', '127.0.0.1'];
    const { status, out } = await cli(argv);
    assert.equal(status, 1);
    assert.match(
      out,
      /authorise: refused\n {2}code: authorise\.out-of-dates \(whose turn: \w+\)\n {2}ca: .*\n {2}en: /,
    );
    assert.match(out, /It would be refused at authorise\./);
  });

  it('says what is wrong with its options', async (t) => {
    const argv = prepare(await openGateway(t));
    assert.equal((await cli(argv)).status, 2);
    assert.equal((await cli([...argv, '--from', 'padro.cat'])).status, 2);
    assert.equal((await cli([...argv, '--from', '127.0.0.1', '--at', 'ahir'])).status, 2);
    assert.equal((await cli(['would', `${argv[1]}.no`, '--from', '127.0.0.1'])).status, 2);
  });
});
