import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FILES } from '../material.ts';

const SOURCE = fileURLToPath(new URL('libxmlsec1.c', import.meta.url));

/**
 * Compiles the loop in C, and runs it for so many milliseconds with the key from the certificate each time, or kept.
 * Undefined, with a word on standard error, where the compiler or the library is missing.
 */
export function buildLibxmlsec1(dir: string): ((ms: number, kept?: 'kept') => number) | undefined {
  const binary = join(dir, 'libxmlsec1');
  const run = (command: string, ...args: string[]): string =>
    execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  try {
    const flags = run('pkg-config', '--cflags', '--libs', 'xmlsec1').trim().split(/\s+/);
    run('cc', '-O2', '-o', binary, SOURCE, ...flags);
  } catch {
    console.error('verify/libxmlsec1 is left out: it needs cc, pkg-config and libxmlsec1-dev.');
    return undefined;
  }
  const files = [join(dir, FILES.message), join(dir, FILES.signer)];
  return (ms, kept) => Number(run(binary, ...files, String(ms), ...(kept ? [kept] : [])));
}
