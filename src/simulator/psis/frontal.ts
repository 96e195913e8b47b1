import type { IncomingMessage, ServerResponse } from 'node:http';

export const PATH = '/psis/catcert/dss';

/** Bytes of a request. */
const LIMIT = 256 * 1024;

const TYPES = /^(?:text|application)\/xml[ \t]*(?:;|$)/i;

/** Only POST of XML to PSIS's path, at most 256 KiB. */
export const frontal =
  (take: (body: Buffer, res: ServerResponse) => void) => (req: IncomingMessage, res: ServerResponse) => {
    const refuse = (status: number, headers: Record<string, string> = {}): void => {
      res.writeHead(status, { 'Content-Length': 0, Connection: 'close', ...headers }).end();
      req.resume();
    };
    if (req.url !== PATH) return refuse(404);
    if (req.method !== 'POST') return refuse(405, { Allow: 'POST' });
    if (!TYPES.test(req.headers['content-type'] ?? '')) return refuse(415);

    const chunks: Buffer[] = [];
    let size = 0;
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= LIMIT) chunks.push(chunk);
      else if (!res.headersSent) refuse(413);
    });
    req.on('end', () => {
      if (size <= LIMIT) take(Buffer.concat(chunks), res);
    });
  };
