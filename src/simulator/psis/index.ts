import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type Clock, systemClock } from '../../base/clock.ts';
import { XmlError } from '../../base/xml/error.ts';
import { type Listening, listen } from '../server.ts';
import type { KeyAndCert } from '../sign.ts';
import { frontal, PATH } from './frontal.ts';
import { attributesOf, Judge } from './judge.ts';
import { PSIS_MODES, type PsisMode, send } from './modes.ts';
import { RequestError, readRequest } from './request.ts';
import { soapFault, verifyResponse } from './response.ts';
import { RESULTS } from './results.ts';

export { PSIS_MODES, type PsisMode, type PsisModeName } from './modes.ts';

export interface PsisDoubleOptions {
  /** Address to listen on. Default 127.0.0.1. */
  readonly host?: string;
  /** HTTP port, 0 for any free one; undefined: no HTTP. */
  readonly port?: number;
  /** HTTPS with this key and certificate, right or wrong ones. */
  readonly tls?: KeyAndCert & { readonly port: number };
  /** Default: `judge`. */
  readonly mode?: PsisMode;
  /** Authorities whose certificates it knows, PEM. */
  readonly trusted?: readonly string[];
  /** Attributes that it says every certificate has, in place of those that it reads; an empty one has no value. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly clock?: Clock;
}

export interface PsisDouble {
  /** Full addresses of the service. */
  readonly urls: { readonly http?: string; readonly https?: string };
  /** What it does from now on. */
  switchTo(mode: PsisMode): void;
  /** Counts certificates among the revoked ones. */
  revoke(pem: string): void;
  /** Requests received, whatever became of them. */
  readonly received: number;
  /** The last request received. */
  readonly last: Buffer | undefined;
  /** Leaves no connection and no timer. */
  close(): Promise<void>;
}

/** Milliseconds that an idle connection stays open: longer than a client keeps it, so that none is cut in between. */
const KEEP = { keepAliveTimeout: 65_000 };

/**
 * Plays PSIS, the validation platform of the AOC, as its clients see it (`protocol.md` section 11).
 *
 * @throws Error when an option is wrong or a port is taken
 */
export async function startPsis(options: PsisDoubleOptions): Promise<PsisDouble> {
  const { host = '127.0.0.1', port, tls, trusted = [], attributes = {}, clock = systemClock } = options;
  const judge = new Judge(trusted, clock);
  const state = { mode: options.mode ?? ('judge' as PsisMode), received: 0, last: undefined as Buffer | undefined };

  const take: Parameters<typeof frontal>[0] = (body, res) => {
    state.received++;
    state.last = body;
    const { name, delayMs } = typeof state.mode === 'string' ? { name: state.mode, delayMs: 5000 } : state.mode;
    try {
      const { certificate, asked } = readRequest(body);
      const known = new Map([...attributesOf(certificate), ...Object.entries(attributes)]);
      const told = asked && new Map(asked.map((wanted) => [wanted, known.get(wanted) ?? '']));
      const answer = (result = judge.judge(certificate)) => verifyResponse(RESULTS[result], told);
      PSIS_MODES[name].act({ res, answer, delayMs });
    } catch (error) {
      if (error instanceof XmlError) return send(res, 500, soapFault('Client', 'The request is no XML.'));
      if (!(error instanceof RequestError)) throw error;
      send(res, 200, verifyResponse({ ...RESULTS['requester-error'], message: error.message }, undefined));
    }
  };

  const listening: Listening[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(listening.map((one) => one.close()));
  };
  const open = async (scheme: 'http' | 'https', server: Parameters<typeof listen>[0], at: number) => {
    const one = await listen(server, host, at);
    listening.push(one);
    return `${scheme}://${host.includes(':') ? `[${host}]` : host}:${one.port}${PATH}`;
  };
  const urls: { http?: string; https?: string } = {};
  try {
    if (port !== undefined) urls.http = await open('http', createServer(KEEP, frontal(take)), port);
    if (tls) urls.https = await open('https', createTlsServer({ ...KEEP, ...tls }, frontal(take)), tls.port);
  } catch (error) {
    await close();
    throw error;
  }

  return {
    urls,
    close,
    switchTo: (mode) => {
      state.mode = mode;
    },
    revoke: (pem) => judge.revoke(pem),
    get received() {
      return state.received;
    },
    get last() {
      return state.last;
    },
  };
}
