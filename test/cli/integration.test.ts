import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { openSqlite } from '../../src/store/index.ts';
import { temporary } from '../notices/post.ts';
import { cli } from './harness.ts';

async function setUp(t: TestContext) {
  const folder = temporary(t);
  const path = join(folder, 'padro.sqlite');
  await (await openSqlite(path)).destroy();
  const config = join(folder, 'padro.yaml');
  writeFileSync(config, `store:\n  path: ${path}\nmail:\n  from: oficina@example.cat\n`);
  return { folder, run: (...argv: string[]) => cli([...argv, '--config', config]) };
}

const OPEN = ['integration', 'act', 'i-17023', 'open', '--as', 'OT', '--municipi', '17023'];
const CONTACT = ['--set', 'contactName=Contacte', '--set', 'contactEmail=padro@example.cat'];

describe('integration', () => {
  it('begins, goes on, is shown and listed', async (t) => {
    const { run } = await setUp(t);
    assert.equal((await run('integration', 'list')).out, 'No integrations.\n');
    assert.equal((await run(...OPEN, ...CONTACT, '--set', 'ticket=FP#258025')).out, 'i-17023: triage\n');
    const preview = await run('integration', 'act', 'i-17023', 'ask', '--as', 'OT', '--preview');
    assert.match(preview.out, /^To: padro@example\.cat\nSubject: Padró en línia: voleu/);
    assert.match(preview.out, /Referència: i-17023, FP#258025/);
    assert.equal((await run('integration', 'act', 'i-17023', 'ask', '--as', 'OT')).out, 'i-17023: question\n');
    assert.match((await run('integration', 'list')).out, /^i-17023 .* question {2}turn: ens {2}since \d/);
    assert.equal((await run('integration', 'list', '--due')).out, 'Nothing is overdue.\n');
    const shown = JSON.parse((await run('integration', 'show', 'i-17023')).out) as { may: string[]; version: number };
    assert.deepEqual([shown.version, shown.may.includes('request')], [2, true]);
    assert.match((await run('letter', 'list')).out, /^i-17023-1 {2}queued {2}padro@example\.cat/);
    assert.match((await run('letter', 'again', 'i-17023-1')).err, /no letter i-17023-1 that failed/);
  });

  it('takes a document from a file, and says why not', async (t) => {
    const { folder, run } = await setUp(t);
    await run(...OPEN, ...CONTACT);
    const file = join(folder, 'conveni.pdf');
    writeFileSync(file, 'no PDF');
    const sign = ['integration', 'act', 'i-17023', 'sign-ens', '--as', 'AJ', '--document', file];
    assert.match((await run(...sign)).err, /must be a whole PDF/);
    writeFileSync(file, '%PDF-1.7\n%%EOF\n');
    assert.equal((await run(...sign)).out, 'i-17023: triage\n');
  });

  for (const [what, argv, status, text] of [
    ['an act that is none', ['integration', 'act', 'i-17023', 'dance', '--as', 'OT'], 2, /there is no act dance/],
    [
      'an expedient that is none',
      ['integration', 'act', 'i-1', 'ask', '--as', 'OT'],
      1,
      /no expedient i-1\. .*circuit\.unknown/,
    ],
    ['a municipality that is none', [...OPEN.slice(0, -1), '99999', ...CONTACT], 2, /--municipi/],
    ['a field without a value', [...OPEN, '--set', 'contactName'], 2, /expected FIELD=VALUE/],
    ['what is missing', OPEN, 1, /contactName, contactEmail/],
  ] as const) {
    it(`says ${what}`, async (t) => {
      const { run } = await setUp(t);
      const ran = await run(...argv);
      assert.equal(ran.status, status);
      assert.match(ran.err, text);
    });
  }
});

describe('letter preview', () => {
  it('shows a letter with its placeholders', async () => {
    const { out } = await cli(['letter', 'preview', 'migration', '--language', 'en']);
    assert.match(out, /^Subject: Online padró: migration[\s\S]*\{addresses\}/);
    assert.equal((await cli(['letter', 'preview', 'love'])).status, 2);
  });
});
