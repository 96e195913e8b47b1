import http, { type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Express } from 'express';
import type { Clock } from '../base/clock.ts';
import { asRefusal, Refusal } from '../base/errors/refusal.ts';
import type { Received, Reply } from '../base/request.ts';
import { Together } from '../base/together.ts';
import type { Config } from '../config/index.ts';
import { drain, type Enter, readBody } from './body.ts';
import { Door } from './door.ts';
import { receive, send } from './exchange.ts';
import { type Asked, askedOf } from './frontals.ts';
import { checkHead } from './head.ts';
import { Place, type Room } from './place.ts';
import { Turns } from './turns.ts';

export interface ConsumerPlane {
  readonly limits: Config['limits'];
  readonly clock: Clock;
  /** Header in which trusted proxies pass on a client's certificate, in lower case. */
  readonly certificateHeader: string | undefined;
  /** Counts a request in. */
  readonly begun: () => void;
  /** Answers a petition; never throws: a refusal is an answer too. */
  readonly handle: (received: Received) => Promise<Reply>;
  /** Counts a refusal that came before the path. */
  readonly refused: (received: Received, refusal: Refusal) => Reply;
  /** Counts what was no HTTP request. */
  readonly malformed: () => void;
  /** Everything that is no petition: WSDLs, the description of the REST facade, and errors. */
  readonly app: Express;
}

/** Node's own answers to what its parser refuses, by its error code; anything else is 400. */
const MALFORMED: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

function answerMalformed({ code = '' }: NodeJS.ErrnoException, socket: Duplex): void {
  if (code === 'ECONNRESET' || !socket.writable) socket.destroy();
  else
    socket.end(`HTTP/1.1 ${MALFORMED[code] ?? '400 Bad Request'}\r\nconnection: close\r\n\r\n`, () => socket.destroy());
}

export interface Tls {
  readonly key: string;
  readonly cert: string;
}

/**
 * The consumer plane's server. Petitions go straight to the path, as express costs CPU that the bench shows. A connection
 * is known while its last petition was accepted; what comes by others goes on in its turn, as a connection and again when
 * its body has come. Until then it takes no place from those that are known: `limits.inFlight` counts whoever had its turn.
 */
export function makeConsumerServer(plane: ConsumerPlane, tls?: Tls): Server {
  const { limits } = plane;
  const strangers: Room = { free: limits.inFlight };
  const inFlight: Room = { free: limits.inFlight };
  const busy = new WeakSet<Duplex>();
  const known = new WeakSet<Duplex>();
  let answering = 0;
  const isBusy = (): boolean => answering > 0;
  const turns = new Turns(limits.headersTimeoutMs, { isBusy });
  const together = new Together();
  const enter: Enter = ({ socket }, go, expire) => {
    if (known.has(socket)) together.add(go);
    else turns.enter(socket.remoteAddress ?? '', go, expire);
  };
  const petition = async (request: IncomingMessage, response: ServerResponse, asked: Asked): Promise<void> => {
    const { socket } = request;
    const place = new Place();
    const body = (): Promise<Buffer> =>
      readBody(request, response, limits.bodyBytes, (_, go, expire) =>
        enter(request, () => (place.move(inFlight) ? go() : expire()), expire),
      );
    const received = receive(request, response, asked, plane.clock.now(), body, plane.certificateHeader);
    const wasKnown = known.has(socket);
    answering += Number(wasKnown);
    busy.add(socket);
    plane.begun();
    try {
      checkHead(request, limits.headers, plane.certificateHeader);
      if (!wasKnown && !place.move(strangers)) throw new Refusal('http.overloaded');
      const reply = await plane.handle(received);
      if (reply.status < 400) known.add(socket);
      else known.delete(socket);
      const whole = request.readableEnded;
      const inTheWay = reply.status >= 400 && door.crowded;
      send(response, reply, !whole || inTheWay);
      if (!whole) drain(request, response);
    } catch (error) {
      send(response, plane.refused(received, asRefusal(error)), true);
      drain(request, response);
    } finally {
      place.leave();
      busy.delete(socket);
      answering -= Number(wasKnown);
    }
  };
  const handler = (request: IncomingMessage, response: ServerResponse): void => {
    door.heard(request.socket);
    const asked = askedOf(request);
    if (asked) petition(request, response, asked).catch(() => response.destroy());
    else
      enter(
        request,
        () => plane.app(request, response),
        () => response.destroy(),
      );
  };
  const options = {
    maxHeaderSize: limits.headerBytes,
    insecureHTTPParser: false,
    headersTimeout: limits.headersTimeoutMs,
    requestTimeout: limits.requestTimeoutMs,
    keepAliveTimeout: limits.keepAliveMs,
    connectionsCheckingInterval: Math.min(5_000, limits.headersTimeoutMs),
  };
  const server = tls
    ? https.createServer(
        {
          ...options,
          ...tls,
          minVersion: 'TLSv1.2',
          requestCert: true,
          rejectUnauthorized: false,
          handshakeTimeout: limits.headersTimeoutMs,
        },
        handler,
      )
    : http.createServer(options, handler);
  // A body is asked for only when it will be read: `readBody` sends the 100.
  server.on('checkContinue', handler);
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // What is wrong in the middle of a request, or behind its answer, is that request's affair.
    if (!busy.has(socket) && (socket as Socket).bytesWritten === 0) plane.malformed();
    answerMalformed(error, socket);
  });
  const door = new Door(server, tls !== undefined, limits.headersTimeoutMs, isBusy);
  // Zero: no field is dropped silently; `checkHead` refuses too many of them.
  server.maxHeadersCount = 0;
  server.maxRequestsPerSocket = limits.requestsPerConnection;
  server.maxConnections = limits.connections;
  return server;
}
