import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import type { Line } from '../../src/record/index.ts';
import { JournalWriter, openSqlite } from '../../src/store/index.ts';
import { type OpenGateway, openGateway } from '../support/gateway.ts';
import { unusedPort } from '../support/unused-port.ts';
import { cli } from './harness.ts';

const dir = mkdtempSync(join(tmpdir(), 'cli-'));
after(() => rmSync(dir, { recursive: true }));

function configOf(store: string): string {
  const file = `${store}.yaml`;
  writeFileSync(file, `store:\n  path: ${store}\n`);
  return file;
}

const last = (gateway: OpenGateway): string => gateway.journal().at(-1)!.incident;

interface Story {
  readonly passed: readonly string[];
  readonly stopped: string | null;
  readonly outcome: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly reason: { readonly code: string; readonly text: { readonly ca: string; readonly en: string } } | null;
}

async function story(store: string, incident: string): Promise<Story> {
  const { status, out, err } = await cli(['explain', incident, '--config', configOf(store), '--json']);
  assert.equal(status, 0, err);
  return JSON.parse(out) as Story;
}

/** A store with these lines in its journal. */
async function journal(name: string, lines: readonly Line[]): Promise<string> {
  const path = join(dir, name);
  await (await openSqlite(path)).destroy();
  const writer = new JournalWriter(path, 0);
  for (const line of lines) await writer.append(line);
  await writer.close();
  return path;
}

const BEFORE = ['listen', 'admit', 'parse', 'verify', 'authorise', 'route'];
const INCIDENT = '019dafe0c41e8f0b6a2c4d1e9b7f3a55';

describe('explain', () => {
  it('tells a petition that was answered, without a person in it', async (t) => {
    const gateway = await openGateway(t);
    await gateway.ask({ document: '12344321Z', idPeticion: 'PETICIO-7' });
    const { status, out } = await cli(['explain', last(gateway), '--config', configOf(gateway.store)]);
    assert.equal(status, 0);
    assert.match(out, /ens: 9821920002[\s\S]*grup: demo[\s\S]*modalitat: TITULAR/);
    assert.match(out, /passed: listen → .* → route → record → forward → seal → record\noutcome: answered, \d+ ms/);
    assert.doesNotMatch(out, /12344321Z|PETICIO-7/);
  });

  it('tells where and why another one stopped, in two languages', async (t) => {
    const gateway = await openGateway(t);
    await gateway.ask({ modalitat: 'TITULAR_PROPI' });
    const told = await story(gateway.store, last(gateway).toUpperCase());
    assert.deepEqual(told.passed, BEFORE.slice(0, -1));
    assert.deepEqual([told.stopped, told.reason?.code, told.outcome], ['route', 'route.not-local', 'refused']);
    assert.match(told.reason!.text.ca, /L'ens 9821920002 no és un ajuntament/);
    const { out } = await cli(['explain', last(gateway), '--config', configOf(gateway.store)]);
    assert.match(out, /stopped at: route\n[\s\S]*code: route\.not-local[\s\S]* {2}ca: .*\n {2}en: .*no town council/);
  });

  it('a repeated petition and a replayed message', async (t) => {
    const gateway = await openGateway(t);
    await gateway.ask({ idPeticion: 'PETICIO-8' });
    await gateway.ask({ idPeticion: 'PETICIO-8' });
    const repeated = await story(gateway.store, last(gateway));
    assert.deepEqual([repeated.stopped, repeated.reason?.code], ['record', 'record.repeated']);
    assert.deepEqual(repeated.passed, BEFORE);
    const bytes = gateway.petition();
    await gateway.post(bytes);
    await gateway.post(bytes);
    const replayed = await story(gateway.store, last(gateway));
    assert.deepEqual([replayed.stopped, replayed.reason?.code], ['record', 'verify.replayed']);
    assert.deepEqual(replayed.passed, BEFORE);
  });

  it('a municipality that did not answer', async (t) => {
    const gateway = await openGateway(t);
    await gateway.serveFrom(`http://127.0.0.1:${await unusedPort()}/`);
    await gateway.ask();
    const told = await story(gateway.store, last(gateway));
    assert.deepEqual([told.stopped, told.reason?.code], ['forward', 'forward.connect']);
    assert.deepEqual(told.passed, [...BEFORE, 'record']);
  });

  it('an intent without outcome, long ago and just now', async () => {
    const intent = (incident: string, at: number): Line => ({
      kind: 'intent',
      incident,
      fields: { at: new Date(at).toISOString(), ens: '9821920002', modalitat: 'TITULAR', grup: 'demo' },
    });
    const other = INCIDENT.replace('0', '1');
    const store = await journal('intent.sqlite', [intent(INCIDENT, 0), intent(other, Date.now())]);
    const old = await story(store, INCIDENT);
    assert.deepEqual([old.stopped, old.passed], ['forward', [...BEFORE, 'record']]);
    assert.equal(old.outcome, 'no outcome: the gateway stopped while the petition was in flight');
    assert.match((await story(store, other)).outcome, /may still be in flight/);
  });

  it('a refusal whose place or code is not known', async () => {
    const refusal = (code: string): Line => ({ kind: 'refusal', incident: code, fields: { at: '2026-01-01', code } });
    const store = await journal('odd.sqlite', [refusal('internal'), refusal('verify.yesterday')]);
    const internal = await story(store, 'internal');
    assert.deepEqual([internal.stopped, internal.passed], ['process', BEFORE.slice(0, 3)]);
    assert.equal((await story(store, 'verify.yesterday')).stopped, 'unknown');
  });

  it('an unknown incident, and no store', async () => {
    const store = await journal('empty.sqlite', []);
    const { status, err } = await cli(['explain', INCIDENT, '--config', configOf(store)]);
    assert.equal(status, 1);
    assert.match(err, /no incident .*before the certificate is trusted are only in the log/);
    const none = await cli(['explain', INCIDENT, '--config', configOf(join(dir, 'none.sqlite'))]);
    assert.equal(none.status, 1);
    assert.match(none.err, /there is no store/);
    assert.equal((await cli(['explain'])).status, 2);
  });
});
