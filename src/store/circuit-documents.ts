import type { Kysely } from 'kysely';
import type { CircuitDocuments } from '../registry/index.ts';
import type { Tables } from './schema.ts';

export function makeCircuitDocuments(db: Kysely<Tables>): CircuitDocuments {
  return {
    async keep(sha256, bytes) {
      await db
        .insertInto('circuit_document')
        .values({ sha256, base64: bytes.toString('base64') })
        .onConflict((conflict) => conflict.column('sha256').doNothing())
        .execute();
    },
    async read(sha256) {
      const row = await db
        .selectFrom('circuit_document')
        .select('base64')
        .where('sha256', '=', sha256)
        .executeTakeFirst();
      return row && Buffer.from(row.base64, 'base64');
    },
  };
}
