import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https, { type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';

/** What a test cleans up with. */
export interface Cleanup {
  after(done: () => unknown): void;
}

export interface Backend {
  /** Address of its frontal; `http://127.0.0.1:PORT/…` or https. */
  readonly url: string;
  readonly port: number;
  /** Connections taken so far, and those open now. */
  readonly connections: number;
  readonly open: number;
  /** Requests whose body came whole. */
  readonly requests: readonly { readonly headers: readonly string[]; readonly body: string; readonly target: string }[];
}

async function start(t: Cleanup, server: Server, scheme: string, requests: Backend['requests']): Promise<Backend> {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    connections++;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  );
  const { port } = server.address() as AddressInfo;
  return {
    url: `${scheme}://127.0.0.1:${port}/siri-proxy/services/Sincron`,
    port,
    requests,
    get connections() {
      return connections;
    },
    get open() {
      return sockets.size;
    },
  };
}

type Take = (body: string, response: ServerResponse, request: IncomingMessage) => void;

const take =
  (requests: { headers: string[]; body: string; target: string }[], handler: Take) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      requests.push({ headers: request.rawHeaders, body, target: `${request.method} ${request.url}` });
      handler(body, response, request);
    });
  };

/** A municipal server over node:http, or HTTPS with these options. Without a handler it answers well. */
export function openBackend(t: Cleanup, handler: Take = answerWell, tls?: ServerOptions): Promise<Backend> {
  const requests: { headers: string[]; body: string; target: string }[] = [];
  const server = tls ? https.createServer(tls, take(requests, handler)) : http.createServer(take(requests, handler));
  server.keepAliveTimeout = 65_000;
  return start(t, server, tls ? 'https' : 'http', requests);
}

/** A municipal server that writes its own HTTP: called with each whole request that a connection brings. */
export function openRawBackend(t: Cleanup, handler: (socket: Socket, body: string) => void): Promise<Backend> {
  const requests: { headers: string[]; body: string; target: string }[] = [];
  const server = createServer((socket) => {
    let seen = '';
    socket.on('data', (chunk) => {
      seen += chunk.toString('utf8');
      const end = seen.indexOf('\r\n\r\n');
      const length = Number(/content-length: (\d+)/i.exec(seen)?.[1] ?? 0);
      if (end < 0 || Buffer.byteLength(seen.slice(end + 4)) < length) return;
      const body = seen.slice(end + 4);
      requests.push({ headers: seen.slice(0, end).split('\r\n'), body, target: seen.split(' HTTP/')[0]! });
      seen = '';
      handler(socket, body);
    });
  });
  return start(t, server, 'http', requests);
}

/** A plain good answer to a petition: all that the gateway reads of one. */
export function goodAnswer(body: string, fill = ''): string {
  const sent = (name: string): string => new RegExp(`<(?:\\w+:)?${name}>([^<]*)<`).exec(body)?.[1] ?? '';
  const echo = (prefix: string, ...names: string[]): string =>
    names.map((name) => `<${prefix}:${name}>${sent(name)}</${prefix}:${name}>`).join('');
  return (
    '<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"><SOAP-ENV:Body>' +
    '<ns0:procesaResponse xmlns:ns0="http://www.openuri.org/"><ns3:Respuesta xmlns:ns3="http://gencat.net/scsp/esquemes/respuesta">' +
    `<ns3:Atributos>${echo('ns3', 'IdPeticion')}<ns3:Estado><ns3:CodigoEstado>0003</ns3:CodigoEstado>` +
    '<ns3:LiteralError>OK</ns3:LiteralError></ns3:Estado></ns3:Atributos><ns3:Transmisiones>' +
    `<ns3:TransmisionDatos><ns3:DatosGenericos><ns3:Solicitante>${echo('ns3', 'IdentificadorSolicitante')}</ns3:Solicitante>` +
    `<ns3:Transmision>${echo('ns3', 'IdSolicitud')}</ns3:Transmision></ns3:DatosGenericos>` +
    '<ns3:DatosEspecificos><aoc:respuestaDatosTitular xmlns:aoc="http://www.aocat.net/padro">' +
    echo('aoc', 'tipoDocumentacion', 'documentacion', 'codigoMunicipio', 'codigoProvincia') +
    `<aoc:codigoResultado>1</aoc:codigoResultado>${fill}</aoc:respuestaDatosTitular>` +
    '</ns3:DatosEspecificos></ns3:TransmisionDatos></ns3:Transmisiones>' +
    '</ns3:Respuesta></ns0:procesaResponse></SOAP-ENV:Body></SOAP-ENV:Envelope>'
  );
}

export const answerWell = (body: string, response: ServerResponse): void => {
  response.writeHead(200, { 'Content-Type': 'text/xml; charset=utf-8' }).end(goodAnswer(body));
};

/** A port of 127.0.0.1 where nobody listens. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
