import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Turns } from './turns.ts';

const BUSY = 'HTTP/1.1 503 Service Unavailable\r\nretry-after: 1\r\nconnection: close\r\ncontent-length: 0\r\n\r\n';

/**
 * Connections begin in their turn: one that waits is not read from, and costs a socket. In plain HTTP the kernel keeps what
 * it sent; under TLS Node reads a little ahead.
 */
export function keepDoor(server: Server, turns: Turns, tls: boolean): void {
  const [begin] = server.listeners('connection') as [(socket: Socket) => void];
  server.removeAllListeners('connection');
  // An option of every net.Server that http.createServer does not pass on.
  if (!tls) Object.assign(server, { pauseOnConnect: true });
  const ignore = (): void => {};
  server.on('connection', (socket: Socket) => {
    socket.on('error', ignore);
    const go = (): void => {
      socket.off('error', ignore);
      if (socket.destroyed) return;
      begin.call(server, socket);
      if (!tls) socket.resume();
    };
    const expire = (): void => {
      if (tls) socket.destroy();
      else socket.end(BUSY, () => socket.destroy());
    };
    turns.enter(socket.remoteAddress ?? '', go, expire);
  });
}
