import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { makeOutboxStore, openSqlite } from '../../../src/store/index.ts';
import { cli } from '../harness.ts';
import { openRemote } from './remote.ts';

const MAIL = { PADRO_MAIL_FROM: 'oficina@example.cat', PADRO_MAIL_CONVENI_URL: 'https://example.cat/conveni.docx' };
const OPEN = ['integration', 'act', 'i-43148', 'open', '--as', 'OT', '--municipi', '43148', '--environment', 'proves'];
const CONTACT = ['--set', 'contactName=Contacte', '--set', 'contactEmail=padro@example.cat'];
const INVITE = ['integration', 'act', 'i-08001', 'invite', '--as', 'LM', '--municipi', '08001', ...CONTACT];
const act = (name: string, office: string, ...more: string[]) =>
  ['integration', 'act', 'i-43148', name, '--as', office, ...more] as const;

/** A letter that the mail server did not take. */
async function fail(t: TestContext, store: string, id: string): Promise<void> {
  const db = await openSqlite(store);
  t.after(() => db.destroy());
  const outbox = makeOutboxStore(db);
  for (let claimed = ''; claimed !== id; ) {
    claimed = (await outbox.claim(Date.now()))!.id;
    const state = claimed === id ? 'failed' : 'queued';
    await outbox.finish(claimed, { state, nextAt: Date.now() + 60_000, error: 'nobody there' });
  }
}

async function setUp(t: TestContext) {
  const g = await openRemote(t, MAIL);
  const all = await g.token('read:*', 'write:*', 'act:*');
  const run = (...argv: string[]) => g.on(all, ...argv);
  /** What a command that changes nothing says, the same on the store. */
  const same = async (...argv: string[]) => {
    const [ran, beside] = [await run(...argv), await g.beside(...argv)];
    assert.deepEqual(ran, beside, argv.join(' '));
    return ran;
  };
  return { g, run, same };
}

test('an integration is begun, goes on, is shown and listed on a gateway that runs, as on its store', async (t) => {
  const { g, run, same } = await setUp(t);
  assert.equal((await same('integration', 'list')).out, 'No integrations.\n');
  assert.match((await same(...INVITE, '--preview')).out, /^To: padro@example\.cat\nSubject: Vols posar en línia/);
  assert.deepEqual(await run(...OPEN, ...CONTACT, '--set', 'wants=offer', '--set', 'ticket=FP#258025'), {
    status: 0,
    out: 'i-43148: decision\n',
    err: '',
  });
  await run(...INVITE);
  assert.match((await same(...act('convene', 'AJ', '--preview'))).out, /^To: padro@example\.cat\nSubject: \S/);
  assert.equal((await run(...act('convene', 'AJ'))).out, 'i-43148: a-data\n');
  assert.match(
    (await same('integration', 'list')).out,
    /^i-08001 .* invited .*\ni-43148 .* a-data {2}turn: ens {2}since \d/,
  );
  await same('integration', 'list', '--json');
  assert.equal((await same('integration', 'list', '--due')).out, 'Nothing is overdue.\n');
  const shown = JSON.parse((await same('integration', 'show', 'i-43148')).out);
  assert.deepEqual([shown.version, shown.turn, shown.tickets], [2, 'ens', ['FP#258025']]);
  assert.match(shown.history.at(-1).who, /^token:/);
  assert.match((await same('letter', 'list')).out, /^i-08001-1 {2}queued .*\ni-43148-1 {2}queued /);
  const letters = JSON.parse((await same('letter', 'list', '--json')).out);
  assert.deepEqual(
    letters.map(({ id, link, body }: Record<string, unknown>) => [id, link, body]),
    [
      ['i-08001-1', 'request', undefined],
      ['i-43148-1', 'give-data', undefined],
    ],
  );
  const again = await run('letter', 'again', 'i-43148-1');
  assert.deepEqual([again.status, again.err.includes('(circuit.letter)')], [1, true], again.err);
  await fail(t, g.store, 'i-43148-1');
  assert.match((await same('letter', 'list')).out, /^i-43148-1 {2}failed .* 1 attempt\(s\): nobody there$/m);
  assert.equal((await run('letter', 'again', 'i-43148-1')).out, 'i-43148-1: queued\n');
  assert.match((await same('letter', 'list')).out, /^i-43148-1 {2}queued /m);
  const preview = ['letter', 'preview', 'migration', '--language', 'en'];
  assert.deepEqual(await run(...preview), await cli(preview));
});

test('a document is the body of its act', async (t) => {
  const { g, run, same } = await setUp(t);
  await run(...OPEN, ...CONTACT);
  const file = `${g.store}.pdf`;
  const sign = act('sign-ens', 'AJ', '--set', 'ticket=FP#1', '--document', file);
  assert.match((await same(...sign)).err, /cannot read .*: no such file/);
  writeFileSync(file, 'no PDF');
  assert.match((await run(...sign)).err, /whole PDF.*\(circuit\.document\)/);
  assert.equal((await run(...act('sign-ens', 'AJ'))).status, 1);
  writeFileSync(file, '%PDF-1.7\n%%EOF\n');
  assert.equal((await same(...sign, '--preview')).out, '');
  assert.equal((await run(...sign)).out, 'i-43148: triage\n');
  const { documents, tickets } = JSON.parse((await same('integration', 'show', 'i-43148')).out);
  assert.deepEqual([documents['conveni-ens'].size, tickets], [15, ['FP#1']]);
  assert.match((await same(...act('ask', 'OT', '--document', file))).err, /ask takes no --document/);
});

test('what cannot be is refused in one line, with the code', async (t) => {
  const { g, run } = await setUp(t);
  await run(...OPEN, ...CONTACT);
  const office = await g.token('read:*', 'act:OT');
  const blind = await g.token('read:letter');
  for (const [token, argv, status, expected] of [
    [office, OPEN, 1, /contactName.*\(api\.invalid\)/],
    [office, [...OPEN, ...CONTACT], 1, /There is i-43148 already\. .*\(api\.exists\)/],
    [office, INVITE, 1, /You lack the permission act:LM.*\(api\.forbidden\)/],
    [office, act('register', 'AJ'), 1, /\(api\.forbidden\)/],
    [office, act('dance', 'OT'), 2, /there is no act dance/],
    [office, act('include', 'OT', '--set', 'endpoint=x'), 1, /\(circuit\.not-now\)/],
    [office, ['integration', 'act', 'i-1', 'ask', '--as', 'OT'], 1, /i-1.*\(circuit\.unknown\)/],
    [office, ['integration', 'act', '../x?y#z', 'ask', '--as', 'OT'], 1, /\(circuit\.unknown\)/],
    [office, ['integration', 'show', 'i-1'], 1, /i-1.*\(circuit\.unknown\)/],
    [office, ['letter', 'again', 'i-1-1'], 1, /write:letter.*\(api\.forbidden\)/],
    [blind, ['integration', 'list'], 1, /read:integration.*\(api\.forbidden\)/],
    [blind, ['letter', 'preview', 'love'], 2, /there is no letter love/],
    ['nobody-s', ['letter', 'list'], 1, /\(api\.unauthenticated\)/],
  ] as const) {
    const ran = await g.on(token, ...argv);
    assert.deepEqual([ran.status, ran.err.split('\n').length], [status, 2], `${argv.join(' ')}: ${ran.err}`);
    assert.match(ran.err, expected);
  }
});
