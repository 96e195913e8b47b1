import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, type TestContext } from 'node:test';
import type { Journal } from '../../src/record/index.ts';
import { JournalWriter, openPostgres, openSqlite, PostgresJournal } from '../../src/store/index.ts';
import { noPostgres, type Server, startPostgres } from './postgres.ts';

type Db = Awaited<ReturnType<typeof openSqlite>>;

export interface Fresh {
  /** The section `store` of a configuration. */
  readonly config: { readonly path: string } | { readonly url: string };
  readonly db: Db;
  /** The same store once more, as another process has it. */
  open(): Promise<Db>;
  /** The journal of a node, closed after the test. */
  journal(node: string): Promise<Journal>;
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

type OpenJournal = (node: string) => Promise<Journal & { close(): Promise<void> }>;

const followed = async (
  t: TestContext,
  config: Fresh['config'],
  open: () => Promise<Db>,
  journal: OpenJournal,
): Promise<Fresh> => {
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
    open: tracked,
    journal: async (node) => {
      const own = await journal(node);
      opened.push(() => own.close());
      return own;
    },
    close,
  };
};

/** The same tests over every database. */
export function onEveryStore(title: string, tests: (kind: Kind) => void): void {
  describe(`${title}, on SQLite`, () => {
    const empty = async (t: TestContext) => {
      const dir = mkdtempSync(join(tmpdir(), 'padro-store-'));
      t.after(() => rmSync(dir, { recursive: true }));
      return { path: join(dir, 'store.sqlite') };
    };
    tests({
      name: 'SQLite',
      empty,
      fresh: async (t) => {
        const config = await empty(t);
        return followed(
          t,
          config,
          () => openSqlite(config.path),
          async () => new JournalWriter(config.path, 0),
        );
      },
    });
  });
  describe(`${title}, on PostgreSQL`, { skip: noPostgres }, () => {
    let server: Server;
    before(() => {
      server = startPostgres();
    });
    after(() => server.stop());
    tests({
      name: 'PostgreSQL',
      empty: async () => ({ url: await server.fresh() }),
      fresh: async (t) => {
        const url = await server.fresh();
        return followed(
          t,
          { url },
          () => openPostgres({ url }),
          (node) => PostgresJournal.open({ url }, node, 0),
        );
      },
    });
  });
}
