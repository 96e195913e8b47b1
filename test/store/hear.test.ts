import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { it, type TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { put } from '../../src/registry/index.ts';
import { hearRegistry, makeRegistryStore } from '../../src/store/index.ts';
import { cli } from '../cli/harness.ts';
import { type OpenGateway, openGateway } from '../support/gateway.ts';
import { onPostgres } from '../support/stores.ts';

const WHY = { who: 'prova', why: 'prova', at: 0 };
const dangling = put('municipality', { ine: '08019', name: 'Prova', endpoints: { proves: 'enlloc' } });

const changed = ({ stage }: OpenGateway): Promise<void> =>
  new Promise((resolve) => {
    const end = stage.gateway.registry.onChange(() => {
      end();
      resolve();
    });
  });

async function until(found: () => Promise<boolean>): Promise<void> {
  while (!(await found())) await wait(20);
}

onPostgres('changes of the registry on PostgreSQL', (kind) => {
  async function open(t: TestContext) {
    const { db, env } = await kind.fresh(t);
    const cutListeners = async (): Promise<void> => {
      await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE query LIKE 'LISTEN%' AND datname = current_database()`.execute(db);
    };
    return { url: env.PADRO_STORE_URL!, env, db, store: makeRegistryStore(db), cutListeners };
  }

  /** Two gateways that do not look by themselves: their intervals never come. */
  async function openTwo(t: TestContext) {
    const opened = await open(t);
    t.mock.timers.enable({ apis: ['setInterval'] });
    const node = (name: string) => openGateway(t, { ...opened.env, PADRO_STORE_NODE: name });
    const nodes = [await node('a'), await node('b')] as const;
    // The second one wrote its records when it started: the first one has heard of that, too.
    for (const { stage } of nodes) {
      const { registry } = stage.gateway;
      await until(async () => registry.seq === (await registry.lastSeq()));
    }
    return { ...opened, nodes };
  }

  it('made by a node or a command reach all gateways, without their looking', async (t) => {
    const { url, nodes } = await openTwo(t);
    const [a, b] = nodes;
    const { ens } = a.stage.pki.consumer;
    const both = nodes.map(changed);
    const config = `${a.store}.yaml`;
    writeFileSync(config, `store:\n  url: ${url}\n`);
    const ran = await cli(['stop', 'consumer', ens, '--why', 'prova', '--config', config]);
    assert.equal(ran.status, 0, ran.err);
    await Promise.all(both);
    for (const node of nodes) assert.equal((await node.ask()).fault?.detail.code, 'authorise.stopped');
    const heard = changed(b);
    await a.stage.gateway.registry.change([{ kind: 'stop', id: `consumer/${ens}`, doc: null }], 'anna', 'mended');
    await heard;
    assert.equal((await b.ask()).codigoResultado, 1);
  });

  it('that do not fit leave the last good tables, and are told in log, readiness and metrics', async (t) => {
    const { store, nodes } = await openTwo(t);
    const healthy = async (node: OpenGateway): Promise<boolean> =>
      (await node.management('/health/ready')).text === '{"status":"ready","reasons":[]}';
    await store.write([dangling], WHY);
    for (const node of nodes) {
      await until(async () => !(await healthy(node)));
      const { status, text } = await node.management('/health/ready');
      assert.equal(status, 200, 'it serves on');
      assert.match(text, /a change of the registry does not fit: the last good tables are in use/);
      assert.match(await node.metrics(), /^padro_registry_in_force 0$/m);
      assert.ok(node.logs.some((line) => /"level":50.*municipality 08019: there is no endpoint enlloc/.test(line)));
      assert.equal((await node.ask()).codigoResultado, 1);
    }
    await store.write([{ ...dangling, doc: null }], WHY);
    for (const node of nodes) {
      await until(() => healthy(node));
      assert.match(await node.metrics(), /^padro_registry_in_force 1$/m);
    }
  });

  it('are caught up with when the connection was lost', async (t) => {
    const { store, nodes, cutListeners } = await openTwo(t);
    const both = nodes.map(changed);
    const told = (node: OpenGateway) => node.logs.some((line) => /"level":40.*changes are not heard of/.test(line));
    await cutListeners();
    for (const node of nodes) await until(async () => told(node));
    await store.write([put('stop', { what: 'modalitat', id: 'TITULAR', reason: 'prova' })], WHY);
    await Promise.all(both);
    for (const node of nodes) assert.equal((await node.ask()).fault?.detail.code, 'authorise.stopped');
  });

  it('that nobody tells of are found by looking', async (t) => {
    const { db, nodes } = await openTwo(t);
    const both = nodes.map(changed);
    await db
      .insertInto('registry_change')
      .values({ ...WHY, kind: 'stop', id: 'modalitat/TITULAR', version: 1, before: null, after: null })
      .execute();
    t.mock.timers.tick(500);
    await Promise.all(both);
  });

  it('are listened for again and again, and whoever listens looks at once', async (t) => {
    const { url, cutListeners } = await open(t);
    const events: string[] = [];
    let next = (): void => {};
    const told = (event: string): void => {
      events.push(event);
      next();
    };
    const tell = (): Promise<void> =>
      new Promise((resolve) => {
        next = resolve;
      });
    let event = tell();
    const hearing = hearRegistry(
      { path: '', node: 'a', url },
      { heard: () => told('heard'), trouble: (problem) => told(problem === undefined ? 'well' : 'lost') },
    );
    t.after(() => hearing.close());
    for (const round of [1, 2, 3]) {
      while (events.filter((each) => each === 'heard').length < round) {
        await event;
        event = tell();
      }
      await cutListeners();
    }
    assert.deepEqual(events.slice(0, 8), ['well', 'heard', 'lost', 'well', 'heard', 'lost', 'well', 'heard']);
  });
});

it('a database that is not there is told of, and closing does not wait for it', async () => {
  let tell = (_: string | undefined): void => {};
  const told = new Promise<string | undefined>((resolve) => {
    tell = resolve;
  });
  const url = 'postgres://padro@127.0.0.1:1/padro';
  const hearing = hearRegistry({ path: '', node: 'a', url }, { heard: () => {}, trouble: tell });
  assert.match((await told)!, /ECONNREFUSED/);
  await hearing.close();
});

it('SQLite tells of nothing', async () => {
  const never = () => assert.fail('told');
  await hearRegistry({ path: 'x', node: 'a' }, { heard: never, trouble: never }).close();
});
