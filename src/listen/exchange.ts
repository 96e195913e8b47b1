import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { Received, Reply } from '../base/request.ts';
import { Trail } from '../base/trail.ts';
import type { Asked } from './frontals.ts';

/** A request as the path takes it. Nothing of its body has been read. */
export function receive(
  request: IncomingMessage,
  response: ServerResponse,
  { frontal, rest }: Asked,
  now: number,
  body: () => Promise<Buffer>,
  certificateHeader: string | undefined,
): Received {
  const { headers, socket } = request;
  return new Arrived({
    frontal,
    peer: {
      address: socket.remoteAddress ?? '',
      forwardedFor: headers['x-forwarded-for'] as string | undefined,
      forwarded: headers.forwarded,
      certificate: clientCertificate(socket as TLSSocket),
      forwardedCertificate: certificateHeader ? (headers[certificateHeader] as string | undefined) : undefined,
    },
    contentType: headers['content-type'],
    rest,
    body,
    connection: new Connection(response),
    trail: new Trail(rest ? 'rest' : frontal, now),
  });
}

/**
 * A class, as its objects have room for what stations learn (`extend`): an object literal becomes a dictionary when its
 * thirteenth field is added, which costs more than all that is added, and a look-up for each field that is read later.
 */
class Arrived implements Received {
  readonly frontal: Received['frontal'];
  readonly peer: Received['peer'];
  readonly contentType: Received['contentType'];
  readonly rest: Received['rest'];
  readonly body: Received['body'];
  readonly connection: Received['connection'];
  readonly trail: Received['trail'];

  constructor({ frontal, peer, contentType, rest, body, connection, trail }: Received) {
    this.frontal = frontal;
    this.peer = peer;
    this.contentType = contentType;
    this.rest = rest;
    this.body = body;
    this.connection = connection;
    this.trail = trail;
  }
}

/**
 * Whether the consumer is still there. A class, as an object with a getter of its own costs a hidden class for each request,
 * which keeps all that the getter can see until the next full collection.
 */
class Connection {
  gone = false;
  #listener: (() => void) | undefined;

  constructor(response: ServerResponse) {
    response.on('close', () => {
      if (response.writableFinished) return;
      this.gone = true;
      this.#listener?.();
    });
  }

  onGone(call: () => void): void {
    this.#listener = call;
    if (this.gone) call();
  }
}

function clientCertificate(socket: TLSSocket): Buffer | undefined {
  return socket.encrypted ? socket.getPeerX509Certificate?.()?.raw : undefined;
}

export function send(response: ServerResponse, { status, contentType, headers, bytes }: Reply, close: boolean): void {
  if (response.headersSent || response.destroyed) return;
  const head: OutgoingHttpHeaders = {};
  if (status === 503) head['retry-after'] = '1';
  if (headers) Object.assign(head, headers);
  head['content-type'] = contentType;
  head['content-length'] = bytes.length;
  if (close) head.connection = 'close';
  response.writeHead(status, head);
  response.end(bytes);
}
