import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const JAVA = '/usr/share/java';
const JARS = ['wss4j', 'xmlsec', 'commons-logging', 'slf4j-api', 'slf4j-nop'].map((name) => `${JAVA}/${name}.jar`);
const SOURCE = fileURLToPath(new URL('wss4j/Wss4j.java', import.meta.url));

/** Why it cannot run here; false when it can. */
export const noWss4j =
  (spawnSync('javac', ['-version']).status !== 0 && 'javac is not installed') ||
  (!JARS.every((jar) => existsSync(jar)) && 'libwss4j-java is not installed');

/** WSS4J 1.6, as Debian has it, compiled into a folder of its own. */
export class Wss4j {
  readonly dir = mkdtempSync(join(tmpdir(), 'wss4j-'));
  readonly #path = [this.dir, ...JARS].join(':');

  constructor() {
    const { status, stderr } = spawnSync('javac', ['-nowarn', '-cp', this.#path, '-d', this.dir, SOURCE]);
    if (status !== 0) throw new Error(stderr.toString());
  }

  /** Writes a file into its folder. */
  file(name: string, content: string | Buffer): string {
    const path = join(this.dir, name);
    writeFileSync(path, content);
    return path;
  }

  /** Does the jobs in one virtual machine. @returns `ok` or what went wrong, for each */
  run(jobs: readonly (readonly string[])[]): string[] {
    const list = this.file('jobs.txt', `${jobs.map((job) => job.join('\t')).join('\n')}\n`);
    const { status, stdout, stderr } = spawnSync('java', ['-cp', this.#path, 'Wss4j', list], { encoding: 'utf8' });
    const answers = [...stdout.matchAll(/^answer (.*)$/gm)].map((found) => found[1]!);
    if (status !== 0 || answers.length !== jobs.length) throw new Error(stderr);
    return answers;
  }

  close(): void {
    rmSync(this.dir, { recursive: true });
  }
}
