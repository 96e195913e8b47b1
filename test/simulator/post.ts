import { type IncomingHttpHeaders, request } from 'node:http';
import { request as requestTls } from 'node:https';

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly text: string;
}

export interface Options {
  readonly method?: string;
  readonly ca?: string;
}

/** Sends a body and reads the whole answer. @throws Error when the connection ends before. */
export function post(url: string, body: string | Buffer, { method = 'POST', ca }: Options = {}): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'text/xml; charset=utf-8', SOAPAction: '"procesa"' };
    const common = { method, headers, agent: false } as const;
    const req = url.startsWith('https:')
      ? requestTls(url, { ...common, ca, checkServerIdentity: () => undefined })
      : request(url, common);
    req.on('error', reject);
    req.on('response', (res) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.on('error', reject);
      res.on('end', () => {
        const bytes = Buffer.concat(chunks);
        resolve({ status: res.statusCode!, headers: res.headers, bytes, text: bytes.toString() });
      });
    });
    req.end(method === 'POST' ? body : undefined);
  });
}
