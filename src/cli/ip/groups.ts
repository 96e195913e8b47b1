import { existsSync } from 'node:fs';
import type { AddressGroup } from '../../base/domain.ts';
import { loadConfig } from '../../config/index.ts';
import { addressGroupsOf, SHIPPED_GROUPS } from '../../registry/index.ts';
import { makeRegistryStore, openStore } from '../../store/index.ts';

/** The address groups of the registry where there is a store, else the shipped ones. */
export async function groupsInForce(
  file: string | undefined,
): Promise<{ groups: readonly AddressGroup[]; source: string }> {
  const { store } = loadConfig({ file });
  const { path, url } = store;
  if (url === undefined && !existsSync(path)) return { groups: SHIPPED_GROUPS, source: 'the shipped registry' };
  const db = await openStore(store);
  try {
    return { groups: addressGroupsOf(await makeRegistryStore(db).load()), source: url ?? path };
  } finally {
    await db.destroy();
  }
}
