import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { Received, Reply } from '../base/request.ts';
import { Trail } from '../base/trail.ts';
import { readBody } from './body.ts';
import type { Asked } from './frontals.ts';

/** A request as the path takes it. Nothing of its body has been read. */
export function receive(
  request: IncomingMessage,
  response: ServerResponse,
  { frontal, rest }: Asked,
  now: number,
  bodyLimit: number,
  certificateHeader: string | undefined,
): Received {
  const { headers, socket } = request;
  const trail = new Trail(rest ? 'rest' : frontal, now);
  let gone = false;
  let listener: (() => void) | undefined;
  response.on('close', () => {
    if (response.writableFinished) return;
    gone = true;
    listener?.();
  });
  return {
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
    body: () => readBody(request, response, bodyLimit),
    connection: {
      get gone() {
        return gone;
      },
      onGone(call) {
        listener = call;
        if (gone) call();
      },
    },
    trail,
  };
}

function clientCertificate(socket: TLSSocket): Buffer | undefined {
  return socket.encrypted ? socket.getPeerX509Certificate?.()?.raw : undefined;
}

export function send(response: ServerResponse, { status, contentType, headers, bytes }: Reply, close: boolean): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, {
    ...headers,
    'content-type': contentType,
    'content-length': bytes.length,
    ...(close ? { connection: 'close' } : {}),
  });
  response.end(bytes);
}
