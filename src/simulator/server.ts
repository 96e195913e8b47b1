import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Server, Socket } from 'node:net';

export const PATH = '/siri-proxy/services/Sincron';

/** Bytes of a request's body. */
const LIMIT = 2 * 1024 * 1024;

/** Takes a petition's body, and writes the answer itself. */
export type Take = (body: Buffer, res: ServerResponse) => void;

/** As the project writes it, its schemas left outside. */
const WSDL = new URL('../../wsdl/Sincron.wsdl', import.meta.url);

function sendWsdl(res: ServerResponse): void {
  const text = readFileSync(WSDL, 'utf8').replace('@@ADDRESS@@', PATH);
  res
    .writeHead(200, { 'Content-Type': 'text/xml; charset=utf-8', 'Content-Length': Buffer.byteLength(text) })
    .end(text);
}

/** POST to the synchronous frontal's path (the query is ignored), at most 2 MiB; and its WSDL. */
export const frontal = (take: Take) => (req: IncomingMessage, res: ServerResponse) => {
  const refuse = (status: number, headers: Record<string, string> = {}): void => {
    res.writeHead(status, { 'Content-Length': 0, Connection: 'close', ...headers }).end();
    req.resume();
  };
  const [path, query] = req.url?.split('?', 2) ?? [];
  if (req.method === 'GET' && path === PATH && query === 'wsdl') return sendWsdl(res);
  if (req.method === 'GET' || path !== PATH) return refuse(404);
  if (req.method !== 'POST') return refuse(405, { Allow: 'POST' });

  const chunks: Buffer[] = [];
  let size = 0;
  req.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= LIMIT) chunks.push(chunk);
    else if (!res.headersSent) refuse(413);
  });
  req.on('end', () => {
    if (size <= LIMIT) take(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks), res);
  });
};

export interface Listening {
  readonly port: number;
  /** Destroys every connection, idle or not, also those in a TLS handshake. */
  close(): Promise<void>;
}

/** @throws Error when the port is taken */
export async function listen(server: Server, host: string, port: number): Promise<Listening> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
