import type { Kysely } from 'kysely';
import type { Issued, IssuedStore } from '../documents/index.ts';
import type { Tables } from './schema.ts';

export function makeIssuedStore(db: Kysely<Tables>): IssuedStore {
  const find = async (column: 'code_hash' | 'sha256', value: string, now: number): Promise<Issued | undefined> => {
    const row = await db
      .selectFrom('issued_document')
      .selectAll()
      .where(column, '=', value)
      .where('until', '>', now)
      .executeTakeFirst();
    return row && issuedOf(row);
  };
  return {
    async add({ codeHash, ensName, ...same }) {
      await db
        .insertInto('issued_document')
        .values({ code_hash: codeHash, ens_name: ensName, ...same })
        .execute();
    },
    byCode: (codeHash, now) => find('code_hash', codeHash, now),
    bySha256: (sha256, now) => find('sha256', sha256, now),
    async purge(now) {
      const { numDeletedRows } = await db.deleteFrom('issued_document').where('until', '<=', now).executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

/** PostgreSQL gives `bigint` columns as texts. */
const issuedOf = ({ code_hash, ens_name, at, until, ...same }: Tables['issued_document']): Issued => ({
  ...same,
  codeHash: code_hash,
  ensName: ens_name,
  at: Number(at),
  until: Number(until),
});
