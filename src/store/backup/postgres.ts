import { execFile } from 'node:child_process';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { type Kysely, sql } from 'kysely';
import { childVariables } from '../../config/child.ts';
import { MIGRATIONS } from '../migrations/index.ts';
import { connectPostgres, type Database, openPostgres } from '../postgres.ts';
import type { Tables } from '../schema.ts';
import { type Copy, checkHolds, checkNew, contentOf } from './copy.ts';

const run = promisify(execFile);
const DUMP = ['--format=custom', '--no-owner', '--no-privileges', '--exclude-schema=replaced_*'];
const RESTORE = ['--single-transaction', '--exit-on-error', '--no-owner', '--no-privileges'];
const LIST_BYTES = 67_108_864;

/** Runs a program of PostgreSQL's client. @throws Error saying what to do where it is not there */
async function client(
  program: 'pg_dump' | 'pg_restore',
  args: readonly string[],
  passwordFile?: string,
): Promise<string> {
  const password = passwordFile === undefined ? {} : { PGPASSWORD: readFileSync(passwordFile, 'utf8').trimEnd() };
  try {
    const { stdout } = await run(program, args, { env: childVariables(password), maxBuffer: LIST_BYTES });
    return stdout;
  } catch (error) {
    const { code, stderr = '', message } = error as { code?: unknown; stderr?: string; message: string };
    const next = `install PostgreSQL's client (Debian: postgresql-client), or run where it is: ${program} ${args.join(' ')}`;
    if (code === 'ENOENT') throw new Error(`${program} is not on this machine: ${next}`, { cause: error });
    throw new Error(
      `${program}: ${
        stderr
          .trim()
          .split('\n')[0]
          ?.replace(/^pg_\w+: error: /, '') || message
      }`,
      { cause: error },
    );
  }
}

/**
 * Copies the database as it is at one moment, while others write to it, into a file that its owner alone can read.
 *
 * @throws Error when pg_dump is not there or fails, or the file is there already
 */
export async function backupPostgres({ url, passwordFile }: Database, file: string): Promise<void> {
  checkNew(file);
  const part = `${file}.part`;
  try {
    writeFileSync(part, '', { mode: 0o600 });
    await client('pg_dump', [...DUMP, `--file=${part}`, url], passwordFile);
    renameSync(part, file);
  } finally {
    rmSync(part, { force: true });
  }
}

/**
 * Fills the database from a copy whose schema is known. Tables that are there are kept, in a schema beside.
 *
 * @param replaces name of that schema; undefined: there must be no store
 * @throws Error saying why nothing was changed, or what does not hold
 */
export async function restorePostgres(database: Database, file: string, replaces: string | undefined): Promise<Copy> {
  const { url, passwordFile } = database;
  await checkSchema(file);
  const old = connectPostgres(database);
  try {
    const before = await tablesOf(old);
    if (before.length > 0 && replaces === undefined) {
      throw new Error('PostgreSQL: there are tables already; with --replace they are kept in a schema beside');
    }
    await checkUnused(old);
    await move(old, before, 'public', replaces);
    try {
      await client('pg_restore', [...RESTORE, `--dbname=${url}`, file], passwordFile);
    } catch (error) {
      await move(old, before, replaces, 'public');
      throw error;
    }
    return await readCopy(database, file, before.length > 0 ? replaces : undefined);
  } finally {
    await old.destroy();
  }
}

async function readCopy(database: Database, file: string, replaced: string | undefined): Promise<Copy> {
  const db = await openPostgres(database);
  try {
    const copy = await contentOf(db, replaced);
    checkHolds(copy, file);
    return copy;
  } finally {
    await db.destroy();
  }
}

/** Names of the migrations that a copy has seen, from the data that it would restore. @throws Error for no copy, or a newer one */
async function checkSchema(file: string): Promise<void> {
  const text = await client('pg_restore', ['--data-only', '--table=kysely_migration', '--file=-', file]);
  const names = [...text.matchAll(/^(\d{3}-[\w-]+)\t/gm)].map(([, name]) => name!);
  if (names.length === 0) throw new Error(`${file}: it is no copy of a store`);
  const newer = names.find((name) => !Object.hasOwn(MIGRATIONS, name));
  if (newer) {
    throw new Error(`${file}: it was written by a newer version of padro-gateway (${newer}): use that one`);
  }
}

async function tablesOf(db: Kysely<Tables>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename`.execute(db);
  return rows.map(({ name }) => name);
}

/** @throws Error when others are connected: gateways that would go on with what they remember */
async function checkUnused(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ others: number }>`SELECT count(*) AS others FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`.execute(db);
  const others = Number(rows[0]?.others);
  if (others > 0) throw new Error(`PostgreSQL: ${others} connection(s) are open: stop the gateways first`);
}

/** All of the tables into another schema, or none. */
async function move(
  db: Kysely<Tables>,
  tables: readonly string[],
  from: string | undefined,
  to: string | undefined,
): Promise<void> {
  if (tables.length === 0 || from === undefined || to === undefined) return;
  await db.transaction().execute(async (tx) => {
    if (to !== 'public') await sql`CREATE SCHEMA ${sql.id(to)}`.execute(tx);
    for (const table of tables) {
      await sql`ALTER TABLE ${sql.id(from, table)} SET SCHEMA ${sql.id(to)}`.execute(tx);
    }
    if (from !== 'public') await sql`DROP SCHEMA ${sql.id(from)}`.execute(tx);
  });
}
