import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { monotonic } from '../base/clock.ts';
import { Turns } from './turns.ts';

const BUSY = 'HTTP/1.1 503 Service Unavailable\r\nretry-after: 1\r\nconnection: close\r\ncontent-length: 0\r\n\r\n';

/** Connections that have begun and asked for nothing yet: all of them may ask in one turn of the event loop. */
const MOST_SILENT = 16;
/** Time in which a connection asks for something, while others wait for its place. */
const PATIENCE_MS = 500;

interface Silent {
  readonly socket: Socket;
  readonly since: number;
}

/**
 * Connections begin in their turn: one that waits is not read from, and costs a socket. In plain HTTP the kernel keeps what
 * it sent; under TLS Node reads a little ahead.
 */
export class Door {
  readonly #server: Server;
  readonly #tls: boolean;
  readonly #turns: Turns;
  /** By their other end, the oldest first: a request under TLS does not know the socket that the connection began as. */
  readonly #silent = new Map<string, Silent>();
  #evicting: NodeJS.Timeout | undefined;

  constructor(server: Server, tls: boolean, longestMs: number, isBusy: () => boolean) {
    this.#server = server;
    this.#tls = tls;
    this.#turns = new Turns(longestMs, { isFull: () => this.#silent.size >= MOST_SILENT, isBusy });
    const [begin] = server.listeners('connection') as [(socket: Socket) => void];
    server.removeAllListeners('connection');
    // An option of every net.Server that http.createServer does not pass on.
    if (!tls) Object.assign(server, { pauseOnConnect: true });
    server.on('connection', (socket: Socket) => this.#enter(socket, begin));
  }

  /** Connections wait. */
  get crowded(): boolean {
    return this.#turns.crowded;
  }

  /** A connection has asked for something. */
  heard(socket: Socket): void {
    if (this.#silent.size > 0 && this.#silent.delete(otherEnd(socket))) this.#turns.roomAgain();
  }

  #enter(socket: Socket, begin: (socket: Socket) => void): void {
    const ignore = (): void => {};
    socket.on('error', ignore);
    const go = (): void => {
      socket.off('error', ignore);
      // None begins while the server stops.
      if (socket.destroyed || !this.#server.listening) return void socket.destroy();
      const key = otherEnd(socket);
      this.#silent.set(key, { socket, since: monotonic() });
      socket.once('close', () => {
        if (this.#silent.get(key)?.socket !== socket) return;
        this.#silent.delete(key);
        this.#turns.roomAgain();
      });
      begin.call(this.#server, socket);
      if (!this.#tls) socket.resume();
      this.#evict();
    };
    const expire = (): void => {
      if (this.#tls) socket.destroy();
      else socket.end(BUSY, () => socket.destroy());
    };
    this.#turns.enter(socket.remoteAddress ?? '', go, expire);
    this.#evict();
  }

  /** While others wait, whoever is silent for too long goes. */
  #evict(): void {
    const [oldest] = this.#silent.values();
    if (!this.crowded || this.#evicting || !oldest) return;
    const left = oldest.since + PATIENCE_MS - monotonic();
    this.#evicting = setTimeout(
      () => {
        this.#evicting = undefined;
        if (!this.crowded) return;
        const until = monotonic() - PATIENCE_MS;
        for (const [key, { socket, since }] of [...this.#silent]) {
          if (since > until) continue;
          this.#silent.delete(key);
          socket.destroy();
        }
        this.#turns.roomAgain();
        this.#evict();
      },
      Math.max(0, left),
    ).unref();
  }
}

const otherEnd = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`;
