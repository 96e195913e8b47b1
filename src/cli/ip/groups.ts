import { existsSync } from 'node:fs';
import type { AddressGroup } from '../../base/domain.ts';
import { loadConfig } from '../../config/index.ts';
import { addressGroupsOf, SHIPPED_GROUPS } from '../../registry/index.ts';
import { makeRegistryStore, openSqlite } from '../../store/index.ts';

/** The address groups of the registry where there is a store, else the shipped ones. */
export async function groupsInForce(
  file: string | undefined,
): Promise<{ groups: readonly AddressGroup[]; source: string }> {
  const { path } = loadConfig({ file }).store;
  if (!existsSync(path)) return { groups: SHIPPED_GROUPS, source: 'the shipped registry' };
  const db = await openSqlite(path);
  try {
    return { groups: addressGroupsOf(await makeRegistryStore(db).load()), source: path };
  } finally {
    await db.destroy();
  }
}
