import { type Compilable, DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import type { Statement } from './journal/protocol.ts';
import type { Tables } from './schema.ts';

export type Query = Compilable;

/** Builds queries that the writer's thread runs. It is not connected to anything. */
export const build = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

export function statementOf(query: Query): Statement {
  const { sql, parameters } = query.compile();
  return { sql, parameters: parameters as Statement['parameters'] };
}
