import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

const newest = (folder: string): number =>
  Math.max(...readdirSync(join(ROOT, folder), { recursive: true }).map((name) => mtime(`${folder}/${name}`)));
const mtime = (file: string): number => statSync(join(ROOT, file)).mtimeMs;

/** Builds the JavaScript that ships, where it is missing or older than its source. */
export function build(): void {
  if (existsSync(join(ROOT, 'dist/main.js')) && mtime('dist/main.js') >= newest('src')) return;
  console.error('Building dist…');
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: ['ignore', 2, 2] });
}

/** The JavaScript that ships of a module of `src`, so that no loader's additions are measured. */
export const shipped = <T>(module: string): Promise<T> => import(new URL(`../dist/${module}.js`, import.meta.url).href);
