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
}

export interface Kind {
  readonly name: 'SQLite' | 'PostgreSQL';
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
  const tracked = async (): Promise<Db> => {
    const db = await open();
    t.after(() => db.destroy());
    return db;
  };
  return {
    config,
    db: await tracked(),
    open: tracked,
    journal: async (node) => {
      const opened = await journal(node);
      t.after(() => opened.close());
      return opened;
    },
  };
};

/** The same tests over every database. */
export function onEveryStore(title: string, tests: (kind: Kind) => void): void {
  describe(`${title}, on SQLite`, () => {
    tests({
      name: 'SQLite',
      fresh: async (t) => {
        const dir = mkdtempSync(join(tmpdir(), 'padro-store-'));
        const path = join(dir, 'store.sqlite');
        const fresh = await followed(
          t,
          { path },
          () => openSqlite(path),
          async () => new JournalWriter(path, 0),
        );
        t.after(() => rmSync(dir, { recursive: true }));
        return fresh;
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
