import type { KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { keyMark, loadKeyFile } from './base/key-file.ts';
import type { KeyStore } from './store/index.ts';

/**
 * A key that all nodes of a store share, from its file. The file is made when the store is new.
 *
 * @param name of its option
 * @throws Error with a text for operators when the store was opened with another key before
 */
export async function sharedKey(store: KeyStore, name: string, file: string): Promise<KeyObject> {
  const refused = (what: string): Error =>
    new Error(`${name}: ${what} the key that this store is kept with: every node needs a copy of the same file`);
  if (!existsSync(file) && (await store.has(name))) throw refused(`${file} is not there, and it would hold`);
  const key = loadKeyFile(file);
  if (!(await store.isFirst(name, keyMark(key, name)))) throw refused(`the key in ${file} is not`);
  return key;
}
