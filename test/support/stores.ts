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
  readonly db: Db;
  /** For the gateways that keep their store there: with the keys that they share. */
  readonly env: Env & { readonly PADRO_LOTS_KEY_FILE: string };
  /** The same store once more, as another process has it. */
  open(): Promise<Db>;
  /** The journal of a node, closed after the test. */
  journal(node: string): Promise<OpenJournal>;
}

export interface Kind {
  readonly name: 'SQLite' | 'PostgreSQL';
  /** A store of its own for a test, closed after it. */
  fresh(t: TestContext): Promise<Fresh>;
}

interface Opening {
  readonly env: Env;
  open(): Promise<Db>;
  journal(node: string): Promise<OpenJournal>;
}

async function followed(t: TestContext, dir: string, { env, open, journal }: Opening): Promise<Fresh> {
  const tracked = async (): Promise<Db> => {
    const db = await open();
    t.after(() => db.destroy());
    return db;
  };
  return {
    db: await tracked(),
    env: {
      ...env,
      PADRO_RECORD_HMAC_KEY_FILE: join(dir, 'marks.key'),
      PADRO_LOTS_KEY_FILE: join(dir, 'lots.key'),
    },
    open: tracked,
    journal: async (node) => {
      const opened = await journal(node);
      t.after(() => opened.close());
      return opened;
    },
  };
}

function folder(t: TestContext): string {
  const dir = mkdtempSync(join(tmpdir(), 'padro-store-'));
  t.after(() => rmSync(dir, { recursive: true }));
  return dir;
}

/** A store on SQLite. */
export function freshSqlite(t: TestContext): Promise<Fresh> {
  const dir = folder(t);
  const path = join(dir, 'store.sqlite');
  return followed(t, dir, {
    env: { PADRO_STORE_PATH: path },
    open: () => openSqlite(path),
    journal: async () => new JournalWriter(path, 0),
  });
}

/** A database of its own. */
export async function freshPostgres(t: TestContext, server: Server): Promise<Fresh> {
  const url = await server.fresh();
  return followed(t, folder(t), {
    env: { PADRO_STORE_URL: url },
    open: () => openPostgres({ url }),
    journal: (node) => PostgresJournal.open({ url }, node, 0),
  });
}

/** The same tests over every database. */
export function onEveryStore(title: string, tests: (kind: Kind) => void): void {
  describe(`${title}, on SQLite`, () => tests({ name: 'SQLite', fresh: freshSqlite }));
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
    tests({ name: 'PostgreSQL', fresh: (t) => freshPostgres(t, server) });
  });
}
