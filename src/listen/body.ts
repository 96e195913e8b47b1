import type { IncomingMessage, ServerResponse } from 'node:http';
import { Refusal } from '../base/errors/refusal.ts';

/** Calls `go` when a request may go on, or `expire` when it waited too long. */
export type Enter = (request: IncomingMessage, go: () => void, expire: () => void) => void;

/**
 * Reads a request's body whole, once. The time it may take is the server's `requestTimeout`.
 *
 * @param enter lets the request go on when its body has come; at once unless told
 * @throws Refusal `http.too-large`, `http.incomplete`, `http.overloaded`
 */
export function readBody(
  request: IncomingMessage,
  response: ServerResponse,
  limit: number,
  enter: Enter = (_, go) => go(),
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const tooLarge = (): void => reject(new Refusal('http.too-large', { limit }));
    if (Number(request.headers['content-length']) > limit) return tooLarge();
    if (request.headers.expect?.toLowerCase() === '100-continue') response.writeContinue();
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
      else tooLarge();
    });
    const go = (): void => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, length));
    request.on('end', () => {
      if (length <= limit) enter(request, go, () => reject(new Refusal('http.overloaded')));
    });
    const cut = (): void => {
      if (!request.readableEnded) reject(new Refusal('http.incomplete'));
    };
    request.on('error', cut);
    request.on('close', cut);
  });
}

const DRAINED_BYTES = 4_194_304;
const DRAINED_MS = 2_000;

/**
 * Lets an answer that left before the body was read reach the client: what still comes is thrown away, for a bounded
 * time and amount, and the connection is closed, so that nothing behind it is taken for a request.
 */
export function drain(request: IncomingMessage, response: ServerResponse): void {
  if (request.readableEnded) return;
  const { socket } = request;
  const timer = setTimeout(() => socket.destroy(), DRAINED_MS);
  let left = DRAINED_BYTES;
  request.removeAllListeners('data');
  request.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) socket.destroy();
  });
  request.on('end', () => response.once('close', () => socket.destroySoon()));
  request.once('close', () => clearTimeout(timer));
  socket.once('close', () => clearTimeout(timer));
  request.resume();
}
