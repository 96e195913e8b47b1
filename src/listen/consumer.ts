import http, { type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Express } from 'express';
import type { Clock } from '../base/clock.ts';
import { asRefusal, Refusal } from '../base/errors/refusal.ts';
import type { Received, Reply } from '../base/request.ts';
import type { Config } from '../config/index.ts';
import { drain } from './body.ts';
import { receive, send } from './exchange.ts';
import { type Asked, askedOf } from './frontals.ts';
import { checkHead } from './head.ts';

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

/** The consumer plane's server. Petitions go straight to the path, as express costs CPU that the bench shows. */
export function makeConsumerServer(plane: ConsumerPlane, tls?: Tls): Server {
  const { limits } = plane;
  let inFlight = 0;
  const busy = new WeakSet<Duplex>();
  const petition = async (request: IncomingMessage, response: ServerResponse, asked: Asked): Promise<void> => {
    const received = receive(request, response, asked, plane.clock.now(), limits.bodyBytes, plane.certificateHeader);
    inFlight++;
    busy.add(request.socket);
    plane.begun();
    try {
      checkHead(request, limits.headers, plane.certificateHeader);
      if (inFlight > limits.inFlight) throw new Refusal('http.overloaded');
      const reply = await plane.handle(received);
      const whole = request.readableEnded;
      send(response, reply, !whole);
      if (!whole) drain(request, response);
    } catch (error) {
      send(response, plane.refused(received, asRefusal(error)), true);
      drain(request, response);
    } finally {
      inFlight--;
      busy.delete(request.socket);
    }
  };
  const handler = (request: IncomingMessage, response: ServerResponse): void => {
    const asked = askedOf(request);
    if (asked) petition(request, response, asked).catch(() => response.destroy());
    else plane.app(request, response);
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
  // Zero: no field is dropped silently; `checkHead` refuses too many of them.
  server.maxHeadersCount = 0;
  server.maxRequestsPerSocket = limits.requestsPerConnection;
  server.maxConnections = limits.connections;
  return server;
}
