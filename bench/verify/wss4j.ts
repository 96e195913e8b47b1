import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { FILES } from '../material.ts';

const SOURCE = fileURLToPath(new URL('wss4j.java', import.meta.url));
const JARS = ['wss4j', 'xmlsec', 'commons-logging', 'slf4j-api', 'slf4j-nop'].map(
  (name) => `/usr/share/java/${name}.jar`,
);

export interface Wss4j {
  readonly measure: (ms: number) => Promise<number>;
  readonly stop: () => Promise<void>;
}

/**
 * Compiles the loop in Java and starts it, warm after so many messages, the certificate in its keystore. Undefined,
 * with a word on standard error, where Java or the library is missing.
 */
export async function startWss4j(dir: string, warmUp: number): Promise<Wss4j | undefined> {
  const path = [dir, ...JARS].join(':');
  const compiled = JARS.every(existsSync) && spawnSync('javac', ['-cp', path, '-d', dir, SOURCE]).status === 0;
  if (!compiled) {
    console.error('verify/wss4j is left out: it needs javac and libwss4j-java.');
    return undefined;
  }
  const args = [join(dir, FILES.message), join(dir, FILES.signer), String(warmUp)];
  const child = spawn('java', ['-cp', path, 'Wss4jBench', ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<string> => {
    const { value, done } = await lines.next();
    if (done) throw new Error('WSS4J ended');
    return value;
  };
  await next();
  return {
    measure: async (ms) => {
      child.stdin.write(`${Math.round(ms)}\n`);
      return Number(await next());
    },
    stop: async () => {
      child.stdin.end();
      await exited;
    },
  };
}
