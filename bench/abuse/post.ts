import { type Agent, request } from 'node:http';

const TIMEOUT_MS = 60_000;

/** Sends a body to the synchronous frontal. @returns `good`, the status, or the code of the connection's error */
export function post(origin: string, agent: Agent, body: Buffer, slowMs = 0): Promise<string> {
  return new Promise((resolve) => {
    const headers = { 'content-type': 'text/xml; charset=utf-8', 'content-length': body.length };
    const url = `${origin}/siri-proxy/services/Sincron`;
    const sent = request(url, { method: 'POST', agent, headers, timeout: TIMEOUT_MS }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
      response.on('end', () => {
        const good = response.statusCode === 200 && Buffer.concat(chunks).includes('CodigoEstado>0003<');
        resolve(good ? 'good' : String(response.statusCode));
      });
    });
    sent.on('timeout', () => sent.destroy(Object.assign(new Error('no answer'), { code: 'TIMEOUT' })));
    sent.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    if (slowMs === 0) return sent.end(body);
    sent.write(body.subarray(0, body.length >> 1));
    setTimeout(() => sent.end(body.subarray(body.length >> 1)), slowMs);
  });
}
