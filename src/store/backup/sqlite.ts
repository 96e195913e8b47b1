import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { openSqlite } from '../sqlite.ts';
import { type Copy, checkHolds, checkNew, contentOf } from './copy.ts';

/** Pages copied at a time: all of them, since a copy begins anew whenever somebody writes in between. */
const EVERYTHING = 0x7fff_ffff;
const SIDES = ['', '-wal', '-shm'] as const;

/**
 * Copies a store as it is at one moment, while others write to it, into one plain file that its owner alone can read.
 *
 * @throws Error when the store cannot be read, or the file is there already
 */
export async function backupSqlite(path: string, file: string): Promise<void> {
  if (!existsSync(path)) throw new Error(`${path}: there is no store; name the gateway's configuration by --config`);
  checkNew(file);
  const part = `${file}.part`;
  const source = new Database(path, { readonly: true, timeout: 5000 });
  try {
    writeFileSync(part, '', { mode: 0o600 });
    await source.backup(part, { progress: () => EVERYTHING });
    checked(part, (copy) => copy.pragma('journal_mode = DELETE'));
    renameSync(part, file);
  } finally {
    source.close();
    for (const side of SIDES) rmSync(part + side, { force: true });
  }
}

/**
 * Puts a copy in the place of the store, once its schema and its journal are known to be good. A store that is there is kept
 * beside.
 *
 * @param replaces what the store that is there is renamed to; undefined: there must be none
 * @throws Error saying why nothing was changed
 */
export async function restoreSqlite(path: string, file: string, replaces: string | undefined): Promise<Copy> {
  if (existsSync(path) && replaces === undefined)
    throw new Error(`${path}: there is a store already; with --replace it is kept beside`);
  checked(file, (copy) => {
    const found = copy.prepare("SELECT 1 FROM sqlite_master WHERE name = 'registry_record'").get();
    if (!found) throw new Error('it is no copy of a store');
  });
  const part = `${path}.restoring`;
  mkdirSync(dirname(path), { recursive: true });
  try {
    const copy = await readCopy(file, part);
    const replaced = existsSync(path) ? replaces : undefined;
    if (replaced) setAside(path, replaced);
    sync(part);
    renameSync(part, path);
    sync(dirname(path));
    return { ...copy, replaced };
  } finally {
    for (const side of SIDES) rmSync(part + side, { force: true });
  }
}

/** On the disk, whatever becomes of the machine. */
function sync(path: string): void {
  const file = openSync(path, 'r');
  fsyncSync(file);
  closeSync(file);
}

/** Opens a database to be used once it is known to be whole. @throws Error naming the file */
function checked(file: string, use: (db: Database.Database) => unknown): void {
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { fileMustExist: true });
    if (db.pragma('quick_check', { simple: true }) !== 'ok') throw new Error('it is damaged');
    use(db);
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`, { cause: error });
  } finally {
    db?.close();
  }
}

/** The copy at its new place, brought to this version's schema. @throws Error when it is of a newer one, or its journal does not hold */
async function readCopy(file: string, part: string): Promise<Copy> {
  for (const side of SIDES) rmSync(part + side, { force: true });
  copyFileSync(file, part);
  const db = await openSqlite(part).catch((error: Error) => {
    throw new Error(error.message.replace(part, file), { cause: error });
  });
  try {
    const copy = await contentOf(db);
    checkHolds(copy, file);
    return copy;
  } finally {
    await db.destroy();
  }
}

/** Keeps the store beside under another name too: there is one at its place at every moment. @throws Error when somebody uses it */
function setAside(path: string, replaced: string): void {
  if (isUsed(path)) throw new Error(`${path}: a gateway uses it: stop that first`);
  // Only a damaged one still has these; they must not be taken for those of the copy.
  for (const side of ['-wal', '-shm']) if (existsSync(path + side)) renameSync(path + side, replaced + side);
  linkSync(path, replaced);
}

/** Only the last one at a store can end its write-ahead log. One that is damaged nobody uses. */
function isUsed(path: string): boolean {
  let db: Database.Database | undefined;
  try {
    db = new Database(path, { timeout: 0 });
    return db.pragma('journal_mode = DELETE', { simple: true }) !== 'delete';
  } catch (error) {
    return (error as { code?: string }).code?.startsWith('SQLITE_BUSY') ?? false;
  } finally {
    db?.close();
  }
}
