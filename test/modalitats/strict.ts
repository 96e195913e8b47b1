import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCE = fileURLToPath(new URL('strict/Strict.java', import.meta.url));

export const noJava = spawnSync('java', ['-version']).status !== 0 && 'java is not installed';

/** Validates as a strict Java client would, all in one virtual machine. @returns `ok` or what is wrong, for each */
export function readStrictly(jobs: readonly { readonly schemas: readonly string[]; readonly xml: string }[]): string[] {
  const dir = mkdtempSync(join(tmpdir(), 'strict-'));
  try {
    const lines = jobs.map(({ schemas, xml }, i) => {
      const file = join(dir, `${i}.xml`);
      writeFileSync(file, xml);
      return `${schemas.join(' ')}\t${file}`;
    });
    writeFileSync(join(dir, 'jobs.txt'), lines.join('\n'));
    const { stdout, stderr } = spawnSync('java', [SOURCE, join(dir, 'jobs.txt')], { encoding: 'utf8' });
    const said = [...stdout.matchAll(/^said (.*)$/gm)].map((found) => found[1]!);
    if (said.length !== jobs.length) throw new Error(stderr);
    return said;
  } finally {
    rmSync(dir, { recursive: true });
  }
}
