import type { ServerResponse } from 'node:http';
import { after } from '../failures.ts';
import { DSS } from './names.ts';
import { soapFault } from './response.ts';
import type { ResultName } from './results.ts';

export interface Exchange {
  readonly res: ServerResponse;
  /** The answer with this result; without one, with the result that the certificate deserves. Made when asked for. */
  readonly answer: (result?: ResultName) => string;
  /** Milliseconds, for `slow`. */
  readonly delayMs: number;
}

interface Mode {
  readonly description: string;
  readonly act: (exchange: Exchange) => void;
}

const XML = 'text/xml; charset=utf-8';

export function send(
  res: ServerResponse,
  status: number,
  body: string | Buffer,
  type = XML,
  headers: Record<string, string> = {},
): void {
  const bytes = Buffer.from(body);
  res.writeHead(status, { 'Content-Type': type, 'Content-Length': bytes.length, ...headers }).end(bytes);
}

const judged = ({ res, answer }: Exchange): void => send(res, 200, answer());

/** Always this result, about the certificate that was sent. */
const says = (result: ResultName, description: string): Mode => ({
  description,
  act: ({ res, answer }) => send(res, 200, answer(result)),
});

/** "Valid" as a whole, spoilt in one place. */
const spoilt = (description: string, edit: (xml: string) => string): Mode => ({
  description: `says that the certificate is valid, ${description}`,
  act: ({ res, answer }) => send(res, 200, edit(answer('valid'))),
});

const SERIAL = /<xss:Attribute Name="[^"]*:SerialNumber">.*?<\/xss:Attribute>/;
const RESULT = /<dss:Result>.*<\/dss:Result>/;
const MINOR = /<dss:ResultMinor>.*<\/dss:ResultMinor>/;

const LAUGHS =
  '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">' +
  '<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;">]>';

const MEBIBYTE = 1024 * 1024;

/** What PSIS may say, how it may fail, and what a hostile server could do in its place. */
export const PSIS_MODES = {
  judge: { description: 'judges the certificate: its issuer, its dates, the revoked ones', act: judged },
  valid: says('valid', 'says that every certificate is valid'),
  expired: says('expired', 'says invalid: Expired'),
  revoked: says('revoked', 'says invalid: Revoked'),
  policy: says('policy', 'says invalid: CertificatePolicyNotSupported'),
  'no-path': says('no-path', 'says unknown: Status_NoCertificatePathFound'),
  'unrecognised-minor': says('unrecognised-minor', 'says invalid with a reason that nobody knows'),
  'success-with-odd-minor': says('success-with-odd-minor', 'says Success and valid, but not Definitive'),
  'requester-error': says('requester-error', 'says RequesterError'),
  'responder-error': says('responder-error', 'says ResponderError'),
  'soap-fault': {
    description: 'answers a SOAP Fault',
    act: ({ res }) => send(res, 500, soapFault('Server', 'java.lang.NullPointerException: null')),
  },
  'soap-fault-200': {
    description: 'answers a SOAP Fault with status 200',
    act: ({ res }) => send(res, 200, soapFault('Server', 'java.lang.NullPointerException: null')),
  },
  'http-500': {
    description: 'says that the certificate is valid, with status 500',
    act: ({ res, answer }) => send(res, 500, answer('valid')),
  },
  'http-503-html': {
    description: 'answers the page of a proxy whose server is down',
    act: ({ res }) => send(res, 503, '<html><title>503 Service Unavailable</title></html>', 'text/html'),
  },
  redirect: {
    description: 'answers 302 to its own path',
    act: ({ res, answer }) => send(res, 302, answer('valid'), XML, { Location: '/psis/catcert/dss' }),
  },
  'html-200': {
    description: 'says that the certificate is valid, as text/html',
    act: ({ res, answer }) => send(res, 200, answer('valid'), 'text/html'),
  },
  timeout: { description: 'accepts the request and never answers', act: () => {} },
  slow: {
    description: 'judges the certificate, after delayMs milliseconds (5000 unless told)',
    act: (exchange) => after(exchange.res, exchange.delayMs, () => judged(exchange)),
  },
  reset: { description: 'closes the connection without an answer', act: ({ res }) => res.destroy() },
  truncated: {
    description: 'announces the right length and closes half way',
    act: ({ res, answer }) => {
      const body = Buffer.from(answer('valid'));
      res.writeHead(200, { 'Content-Type': XML, 'Content-Length': body.length });
      res.write(body.subarray(0, body.length >> 1), () => res.destroy());
    },
  },
  empty: { description: 'answers 200 without a body', act: ({ res }) => send(res, 200, '') },
  garbage: {
    description: 'answers bytes that are no XML',
    act: ({ res }) => send(res, 200, Buffer.from('fffe00003c3f786d6c00d800', 'hex')),
  },
  oversized: {
    description: 'says that the certificate is valid, followed by 2 MiB of white space',
    act: ({ res, answer }) => send(res, 200, `${answer('valid')}${' '.repeat(2 * MEBIBYTE)}`),
  },
  unfinished: spoilt('and leaves the last end tag out', (xml) => xml.slice(0, xml.lastIndexOf('</'))),
  'other-serial': spoilt('about the next serial number', (xml) =>
    xml.replace(SERIAL, (attribute) => attribute.replace(/[0-9]+(?=<)/, (serial) => String(BigInt(serial) + 1n))),
  ),
  'no-serial': spoilt('without saying which', (xml) => xml.replace(SERIAL, '')),
  'two-serials': spoilt('about two serial numbers', (xml) =>
    xml.replace(SERIAL, (attribute) => `${attribute}${attribute.replace(/[0-9]+(?=<)/, '1')}`),
  ),
  'two-results': spoilt('and once more that it is revoked', (xml) =>
    xml.replace(
      RESULT,
      (result) => `${result}${result.replace('valid:certificate:Definitive', 'invalid:certificate:Revoked')}`,
    ),
  ),
  'no-result': spoilt('but for the Result', (xml) => xml.replace(RESULT, '')),
  'no-minor': spoilt('but for the ResultMinor', (xml) => xml.replace(MINOR, '')),
  'two-minors': spoilt('and revoked', (xml) =>
    xml.replace(
      MINOR,
      (minor) => `${minor}${minor.replace('valid:certificate:Definitive', 'invalid:certificate:Revoked')}`,
    ),
  ),
  comment: spoilt('with a comment inside the ResultMinor', (xml) => xml.replace('Definitive', 'Definitive<!---->')),
  'wrong-namespace': spoilt('in a namespace of its own', (xml) => xml.replace(DSS, 'urn:example:dss')),
  wrapped: spoilt('inside another element of the Body', (xml) =>
    xml
      .replace('<dss:VerifyResponse', '<w><dss:VerifyResponse')
      .replace('</dss:VerifyResponse>', '</dss:VerifyResponse></w>'),
  ),
  doctype: spoilt('after a DOCTYPE whose entities grow without measure', (xml) =>
    xml.replace('?>', `?>${LAUGHS}`).replace('Definitive', 'Definitive&e;'),
  ),
  deep: spoilt('with 5,000 elements inside one another', (xml) =>
    xml.replace('<dss:ProcessingDetails>', `<dss:ProcessingDetails>${'<d>'.repeat(5_000)}${'</d>'.repeat(5_000)}`),
  ),
} as const satisfies Readonly<Record<string, Mode>>;

export type PsisModeName = keyof typeof PSIS_MODES;

/** A mode by its name; `slow` also with its delay in milliseconds. */
export type PsisMode = PsisModeName | { readonly name: 'slow'; readonly delayMs: number };
