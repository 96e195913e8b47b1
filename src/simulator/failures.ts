import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { fault } from './respuesta.ts';

export interface Exchange {
  readonly res: ServerResponse;
  /** The good answer, or a SOAP Fault where the request is no petition. Made when asked for. */
  readonly answer: () => { readonly status: number; readonly xml: string };
  /** Milliseconds, for `slow`. */
  readonly delayMs: number;
}

interface Mode {
  readonly description: string;
  readonly act: (exchange: Exchange) => void;
}

const XML = 'text/xml; charset=utf-8';

function send(
  res: ServerResponse,
  status: number,
  type: string,
  body: Buffer,
  headers: Record<string, string> = {},
): void {
  res.writeHead(status, { 'Content-Type': type, 'Content-Length': body.length, ...headers }).end(body);
}

/** Answers well. */
function answerWell({ res, answer }: Exchange): void {
  const { status, xml } = answer();
  send(res, status, XML, Buffer.from(xml));
}

/** The page that a Tomcat shows. */
const html =
  (status: number, title: string) =>
  ({ res }: Exchange) => {
    const page = `<!doctype html><html lang="en"><head><title>HTTP Status ${status} – ${title}</title></head><body><h1>HTTP Status ${status} – ${title}</h1></body></html>`;
    send(res, status, 'text/html;charset=utf-8', Buffer.from(page));
  };

/** Later, unless the client goes away before; milliseconds. */
export function after(res: ServerResponse, ms: number, act: () => void): void {
  const timer = setTimeout(act, ms);
  res.once('close', () => clearTimeout(timer));
}

function endless({ res }: Exchange): void {
  const chunk = Buffer.alloc(65_536, ' ');
  const pump = (): void => {
    while (!res.destroyed && res.write(chunk));
  };
  res.writeHead(200, { 'Content-Type': XML }).on('drain', pump);
  pump();
}

const MEBIBYTE = 1024 * 1024;

/** How a municipal server fails (`protocol.md` section 13), and what a hostile one could do besides. */
export const FAILURES = {
  none: { description: 'answers well', act: answerWell },
  slow: {
    description: 'answers well, after delayMs milliseconds (5000 unless told)',
    act: (exchange) => after(exchange.res, exchange.delayMs, () => answerWell(exchange)),
  },
  dead: { description: 'accepts the request and never answers', act: () => {} },
  reset: { description: 'closes the connection without an answer', act: ({ res }) => res.destroy() },
  truncated: {
    description: 'announces the right length and closes half way',
    act: ({ res, answer }) => {
      const body = Buffer.from(answer().xml);
      res.writeHead(200, { 'Content-Type': XML, 'Content-Length': body.length });
      res.write(body.subarray(0, body.length >> 1), () => res.destroy());
    },
  },
  'html-404': { description: "answers Tomcat's HTML page 404", act: html(404, 'Not Found') },
  'html-500': { description: "answers Tomcat's HTML page 500", act: html(500, 'Internal Server Error') },
  fault: {
    description: 'answers a SOAP Fault with the text of a Java exception',
    act: ({ res }) => send(res, 500, XML, Buffer.from(fault('Server', 'java.lang.NullPointerException: null'))),
  },
  empty: { description: 'answers 200 without a body', act: ({ res }) => send(res, 200, XML, Buffer.alloc(0)) },
  'iso-8859-1': {
    description: 'answers well, in ISO-8859-1, and says so',
    act: ({ res, answer }) => {
      const text = answer().xml.replace(/[^\u0000-\u00ff]/gu, (c) => `&#${c.codePointAt(0)};`);
      const xml = `<?xml version="1.0" encoding="ISO-8859-1"?>${text}`;
      send(res, 200, 'text/xml; charset=ISO-8859-1', Buffer.from(xml, 'latin1'));
    },
  },
  'wrong-person': {
    description: "answers to another IdPeticion, as if it were another consumer's answer",
    act: ({ res, answer }) => {
      const xml = answer().xml.replace(/<ns3:IdPeticion>[^<]*</, '<ns3:IdPeticion>ALTRA-PETICIO<');
      send(res, 200, XML, Buffer.from(xml));
    },
  },
  redirect: {
    description: 'answers 302 to another path of its own',
    act: ({ res }) => send(res, 302, 'text/html', Buffer.alloc(0), { Location: '/siri-proxy/services/Redirigit' }),
  },
  gzip: {
    description: 'answers well, compressed although nobody asked for it',
    act: ({ res, answer }) => send(res, 200, XML, gzipSync(answer().xml), { 'Content-Encoding': 'gzip' }),
  },
  endless: { description: 'answers chunks without end', act: endless },
  huge: {
    description: 'answers well, followed by 21 MiB of white space',
    act: ({ res, answer }) =>
      send(res, 200, XML, Buffer.concat([Buffer.from(answer().xml), Buffer.alloc(21 * MEBIBYTE, ' ')])),
  },
} as const satisfies Readonly<Record<string, Mode>>;

export type FailureName = keyof typeof FAILURES;

/** A failure by its name; `slow` also with its delay in milliseconds. */
export type Failure = FailureName | { readonly name: 'slow'; readonly delayMs: number };
