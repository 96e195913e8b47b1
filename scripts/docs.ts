import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { circuitPage } from './pages/circuit.ts';
import { configurationPage } from './pages/configuration.ts';
import { errorsPage } from './pages/errors.ts';

/** How the pages are made anew; they say so themselves. */
export const COMMAND = 'node --import tsx scripts/docs.ts';

/** Pages of `docs/` that are made from code, by their path in the repository. */
export const PAGES: ReadonlyMap<string, () => string> = new Map([
  ['docs/errors.md', () => errorsPage(COMMAND)],
  ['docs/circuit.md', () => circuitPage(COMMAND)],
  ['docs/configuration.md', () => configurationPage(COMMAND)],
]);

const root = new URL('../', import.meta.url);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, make] of PAGES) {
    writeFileSync(new URL(path, root), make());
    process.stdout.write(`${path}\n`);
  }
}
