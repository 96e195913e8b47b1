import type { Migration } from 'kysely';

export const oidc: Migration = {
  async up(db) {
    await db.schema.alterTable('access_session').addColumn('role', 'text').execute();
  },
};
