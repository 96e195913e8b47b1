import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { answering } from '../child.ts';
import { FILES } from '../material.ts';

/** What to send: the messages from one to another, to the frontal of an origin. */
export interface Burst {
  readonly origin: string;
  readonly from: number;
  readonly to: number;
}

export interface Load {
  readonly wallMs: number;
  /** Milliseconds from request to whole answer, of each. */
  readonly latencies: readonly number[];
}

const CONNECTIONS = 32;
const TIMEOUT_MS = 20_000;

const [dir] = process.argv.slice(2) as [string];
const messages = (JSON.parse(readFileSync(join(dir, FILES.messages), 'utf8')) as string[]).map((text) =>
  Buffer.from(text),
);
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
const headers = { 'content-type': 'text/xml; charset=utf-8', soapaction: '"http://www.openuri.org/procesa"' };

/** @throws Error unless the answer is a good one */
function post(url: string, body: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const options = {
      method: 'POST',
      agent,
      timeout: TIMEOUT_MS,
      headers: { ...headers, 'content-length': body.length },
    };
    const sent = request(url, options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('latin1');
        if (response.statusCode === 200 && text.includes('CodigoEstado>0003<')) resolve();
        else reject(new Error(`${url} answered ${response.statusCode}: ${text.slice(0, 2000)}`));
      });
    });
    sent.on('timeout', () => sent.destroy(new Error(`${url} did not answer`)));
    sent.on('error', reject);
    sent.end(body);
  });
}

async function fire({ origin, from, to }: Burst): Promise<Load> {
  const url = `${origin}/siri-proxy/services/Sincron`;
  const latencies: number[] = [];
  let next = from;
  const worker = async (): Promise<void> => {
    while (next < to) {
      const body = messages[next++]!;
      const start = performance.now();
      await post(url, body);
      latencies.push(performance.now() - start);
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  return { wallMs: performance.now() - start, latencies };
}

answering(messages.length, fire);
