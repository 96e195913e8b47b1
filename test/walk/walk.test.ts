import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Access } from '../../src/access/index.ts';
import { systemClock } from '../../src/base/clock.ts';
import { makeAccessStore, openStore } from '../../src/store/index.ts';
import { noXmlsec, verifiedByXmlsec } from '../e2e/xmlsec.ts';
import { temporary } from '../notices/post.ts';
import { openGateway } from '../support/gateway.ts';
import { noPostgres, type Server, startPostgres } from '../support/postgres.ts';
import { mailFolder } from './mail.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const missing = ['bash', 'curl', 'jq'].filter((program) => {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return false;
  } catch {
    return true;
  }
});
const skip = missing.length > 0 ? `${missing.join(' and ')} not installed` : false;

/** The commands of docs/walk.md. */
const commands = (): string =>
  [...readFileSync(join(ROOT, 'docs/walk.md'), 'utf8').matchAll(/^```bash\n([\s\S]*?)^```$/gm)]
    .map(([, block]) => block)
    .join('\n');

/** A gateway with mail, whose registry knows no municipality, and what the commands need to know of it. */
async function office(t: TestContext, store: { url?: string }) {
  const dir = temporary(t);
  const mail = join(dir, 'mail');
  mkdirSync(mail);
  writeFileSync(join(dir, 'smtp'), await mailFolder(t, mail));
  const g = await openGateway(t, {
    PADRO_MAIL_SMTP_URL_FILE: join(dir, 'smtp'),
    PADRO_MAIL_FROM: 'oficina@example.cat',
    PADRO_MAIL_CONVENI_URL: 'https://example.cat/conveni.docx',
    ...(store.url ? { PADRO_STORE_URL: store.url } : {}),
  });
  const { gateway, pki } = g.stage;
  const gone = ['17023', '08001'].flatMap((ine) => [
    { kind: 'municipality', id: ine, doc: null },
    { kind: 'endpoint', id: `simulador-${ine}`, doc: null },
  ]);
  await gateway.registry.change(gone, 'prova', 'nobody is integrated yet');
  const db = await openStore({ path: g.store, url: store.url, node: 'prova' });
  const access = new Access(makeAccessStore(db), systemClock, 60_000);
  const token = (name: string, scopes: string[]) => access.addToken(name, ['read:*', ...scopes], 1, 'prova');
  const tokens = {
    OT: await token('ot', ['write:*', 'history:*', 'act:OT']),
    AJ: await token('aj', ['act:AJ']),
    LM: await token('lm', ['act:LM']),
  };
  await db.destroy();
  const bin = join(dir, 'bin');
  mkdirSync(bin);
  const command = join(bin, 'padro-gateway');
  const tsx = import.meta.resolve('tsx');
  writeFileSync(command, `#!/bin/sh\nexec '${process.execPath}' --import '${tsx}' '${ROOT}src/main.ts' "$@"\n`);
  chmodSync(command, 0o755);
  const env = {
    ...tokens,
    PATH: `${bin}:${process.env.PATH}`,
    LC_ALL: 'C.UTF-8',
    API: `${gateway.origins.management}/api/v1`,
    GATEWAY: gateway.origins.http,
    PKI: join(pki.ca.cert, '..'),
    MAIL: mail,
  };
  return { ...g, dir, env };
}

/** Runs the commands in a folder; servers that they started end with the test. */
function run(t: TestContext, cwd: string, env: NodeJS.ProcessEnv): Promise<{ status: number | null; output: string }> {
  const bash = spawn('bash', ['--norc', '-euo', 'pipefail', '-c', commands()], {
    ...{ cwd, env, detached: true },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  t.after(() => {
    try {
      // The whole group, of which bash is the leader.
      process.kill(-bash.pid!);
    } catch {
      // It started no server that is still there.
    }
  });
  let output = '';
  for (const stream of [bash.stdout, bash.stderr]) stream.on('data', (chunk) => (output += chunk));
  return new Promise((resolve, reject) => {
    bash.on('error', reject);
    bash.on('exit', (status) => resolve({ status, output }));
  });
}

async function walk(t: TestContext, store: { url?: string } = {}): Promise<void> {
  const { stage, dir, env, metrics } = await office(t, store);
  const { status, output } = await run(t, dir, env);
  assert.equal(status, 0, output);
  const { registry } = stage.gateway;
  const stepOf = (id: string) => registry.get('integration', id)?.doc.step;
  assert.deepEqual([stepOf('i-17023'), stepOf('i-08001')], ['live', 'live']);
  const { routes } = registry.current;
  assert.deepEqual(
    ['17023', '08001'].map((ine) => routes.find(ine, 'proves')?.endpoint.id),
    ['blanes-nou', 'consell'],
  );
  assert.equal(registry.get('migration', 'blanes')?.doc.state, 'retired');
  assert.equal(registry.get('integration', 'i-17023')?.doc.data.endpoint, 'blanes-nou', 'where it would be resumed');
  const states = (await registry.history('migration', 'blanes')).map(({ who, after }) => [
    who,
    (after as { state: string }).state,
  ]);
  assert.deepEqual(
    states.filter(([, state]) => state === 'returned'),
    [['padro-gateway', 'returned']],
  );
  assert.match(await metrics(), /^padro_migrations_returned_total 1$/m);
  for (const ine of ['17023', '08001']) {
    const answer = readFileSync(join(dir, `volant-${ine}.xml`), 'utf8');
    assert.match(answer, /<aoc:codigoResultado>1</);
    const [header, body] = answer.split(/(?=<[\w-]+:Body)/) as [string, string];
    assert.match(header, /<\w*:?SignatureValue/, 'the gateway’s seal');
    if (!noXmlsec) assert.ok(verifiedByXmlsec(answer, readFileSync(stage.pki.seal.cert, 'utf8')), 'the gateway’s seal');
    assert.match(body, /<\w*:?VolanteEmpadronamiento[\s\S]*<\w*:?SignatureValue/, 'the municipality’s signature');
  }
}

describe('the walk of docs/walk.md, over REST', { skip }, () => {
  it('goes from the letter to live volants and through a migration, on SQLite', (t) => walk(t));

  describe('on PostgreSQL', { skip: noPostgres }, () => {
    let server: Server;
    before(() => {
      server = startPostgres();
    });
    after(() => server.stop());

    it('goes the same way', async (t) => walk(t, { url: await server.fresh() }));
  });
});
