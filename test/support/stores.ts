import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, type TestContext } from 'node:test';
import { JournalWriter, type OpenJournal, openPostgres, openSqlite, PostgresJournal } from '../../src/store/index.ts';
import { noPostgres, type Server, startPostgres } from './postgres.ts';

export type Db = Awaited<ReturnType<typeof openSqlite>>;

/** Variables that a gateway is configured with. */
export type Env = Readonly<Record<string, string>>;

export interface Fresh {
  /** The section `store` of a configuration. */
  readonly config: { readonly path: string } | { readonly url: string };
  readonly db: Db;
  /** For the gateways that keep their store there: with the keys that they share. */
  readonly env: Env & { readonly PADRO_LOTS_KEY_FILE: string };
  /** The same store once more, as another process has it. */
  open(): Promise<Db>;
  /** The journal of a node, closed after the test. */
  journal(node: string): Promise<OpenJournal>;
  /** Closes all of it before the test ends. */
  close(): Promise<void>;
}

export interface Kind {
  readonly name: 'SQLite' | 'PostgreSQL';
  /** The section `store` of a configuration whose store is not there yet. */
  empty(t: TestContext): Promise<Fresh['config']>;
  /** A store of its own for a test, closed after it. */
  fresh(t: TestContext): Promise<Fresh>;
}

interface Opening {
  readonly config: Fresh['config'];
  readonly env: Env;
  open(): Promise<Db>;
  journal(node: string): Promise<OpenJournal>;
}

async function followed(t: TestContext, dir: string, { config, env, open, journal }: Opening): Promise<Fresh> {
  const opened: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const end of opened.splice(0)) await end();
  };
  t.after(close);
  const tracked = async (): Promise<Db> => {
    const db = await open();
    opened.push(() => db.destroy());
    return db;
  };
  return {
    config,
    db: await tracked(),
    env: {
      ...env,
      PADRO_RECORD_HMAC_KEY_FILE: join(dir, 'marks.key'),
      PADRO_LOTS_KEY_FILE: join(dir, 'lots.key'),
    },
    open: tracked,
    journal: async (node) => {
      const own = await journal(node);
      opened.push(() => own.close());
      return own;
    },
    close,
  };
}

function folder(t: TestContext): string {
  const dir = mkdtempSync(join(tmpdir(), 'padro-store-'));
  t.after(() => rmSync(dir, { recursive: true }));
  return dir;
}

const emptySqlite = async (t: TestContext) => ({ path: join(folder(t), 'store.sqlite') });

/** A store on SQLite. */
export function freshSqlite(t: TestContext): Promise<Fresh> {
  const dir = folder(t);
  const path = join(dir, 'store.sqlite');
  return followed(t, dir, {
    config: { path },
    env: { PADRO_STORE_PATH: path },
    open: () => openSqlite(path),
    journal: async () => new JournalWriter(path, 0),
  });
}

/** A database of its own. */
export async function freshPostgres(t: TestContext, server: Server): Promise<Fresh> {
  const url = await server.fresh();
  return followed(t, folder(t), {
    config: { url },
    env: { PADRO_STORE_URL: url },
    open: () => openPostgres({ url }),
    journal: (node) => PostgresJournal.open({ url }, node, 0),
  });
}

/** The same tests over every database. */
export function onEveryStore(title: string, tests: (kind: Kind) => void): void {
  describe(`${title}, on SQLite`, () => tests({ name: 'SQLite', empty: emptySqlite, fresh: freshSqlite }));
  onPostgres(`${title}, on PostgreSQL`, tests);
}

/** Tests of what only PostgreSQL does: several nodes. */
export function onPostgres(title: string, tests: (kind: Kind) => void): void {
  describe(title, { skip: noPostgres }, () => {
    let server: Server;
    before(() => {
      server = startPostgres();
    });
    after(() => server.stop());
    tests({
      name: 'PostgreSQL',
      empty: async () => ({ url: await server.fresh() }),
      fresh: (t) => freshPostgres(t, server),
    });
  });
}
