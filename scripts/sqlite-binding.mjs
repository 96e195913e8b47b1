import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Since Node 24.19 the header that better-sqlite3 12 is compiled with asks for the running environment when an object is
 * collected, and ends the process where there is none: any statement that is thrown away can be the last. So a binding that
 * was compiled with such a header is compiled again without that. Prebuilt ones are of older headers. Goes when Node 20 does,
 * with better-sqlite3 13.
 */
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const binding = here('../node_modules/better-sqlite3/build/Release/better_sqlite3.node');

if (readFileSync(binding).includes('RemoveEnvironmentCleanupHook')) {
  console.log('Compiling better-sqlite3 again, without the cleanup hooks of this Node (scripts/sqlite-binding.mjs)');
  execFileSync('npm', ['rebuild', 'better-sqlite3', '--build-from-source'], {
    cwd: here('..'),
    env: { ...process.env, CXXFLAGS: `${process.env.CXXFLAGS ?? ''} -include "${here('object-wrap.h')}"` },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}
