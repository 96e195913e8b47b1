import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

const BIN = '/usr/lib/postgresql/15/bin';

/** Why there is no PostgreSQL to test with; undefined when there is one. */
export const noPostgres = existsSync(`${BIN}/initdb`) ? undefined : 'PostgreSQL 15 is not installed';

export interface Server {
  /** Address of a fresh database. */
  fresh(): Promise<string>;
  stop(): void;
}

/** A PostgreSQL of its own, on a socket in a folder of its own, syncing as it does in service. */
export function startPostgres(): Server {
  const dir = mkdtempSync(join(tmpdir(), 'padro-postgres-'));
  // PostgreSQL does not run as root.
  const root = process.getuid?.() === 0;
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  if (root) chownSync(dir, id('-u'), id('-g'));
  chmodSync(dir, 0o700);
  const run = (program: string, ...args: string[]): void => {
    const command = [`${BIN}/${program}`, ...args];
    const [file, ...rest] = root ? ['runuser', '-u', 'postgres', '--', ...command] : command;
    execFileSync(file!, rest, { stdio: 'ignore', cwd: '/' });
  };
  const data = join(dir, 'data');
  run('initdb', '-D', data, '-A', 'trust', '-U', 'padro', '--no-locale', '-E', 'UTF8');
  run('pg_ctl', '-D', data, '-w', '-o', `-c listen_addresses='' -k ${dir}`, '-l', join(dir, 'log'), 'start');
  const url = (name: string): string => `postgres://padro@localhost/${name}?host=${encodeURIComponent(dir)}`;
  let count = 0;
  return {
    async fresh() {
      const name = `d${++count}`;
      const client = new pg.Client({ connectionString: url('postgres') });
      await client.connect();
      await client.query(`CREATE DATABASE ${name}`);
      await client.end();
      return url(name);
    },
    stop() {
      run('pg_ctl', '-D', data, '-m', 'immediate', '-w', 'stop');
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
