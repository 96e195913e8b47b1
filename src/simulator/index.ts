import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type Clock, systemClock } from '../base/clock.ts';
import { openDesk } from './desk.ts';
import { after, FAILURES, type Failure } from './failures.ts';
import type { Population } from './people.ts';
import { fault } from './respuesta.ts';
import { answerSigner } from './seal.ts';
import { frontal, type Listening, listen, PATH, type Take } from './server.ts';
import type { KeyAndCert } from './sign.ts';
import { signatureProblem } from './signature.ts';

export { FAILURES, type Failure, type FailureName } from './failures.ts';
export { type Population, peopleOf } from './people.ts';
export type { Home, Person } from './person.ts';
export {
  PSIS_MODES,
  type PsisDouble,
  type PsisDoubleOptions,
  type PsisMode,
  type PsisModeName,
  startPsis,
} from './psis/index.ts';
export type { KeyAndCert } from './sign.ts';

export interface SimulatorOptions extends Population {
  /** Address to listen on. Default 127.0.0.1. */
  readonly host?: string;
  /** HTTP port, 0 for any free one; undefined: no HTTP. */
  readonly port?: number;
  /** HTTPS with this key and certificate, right or wrong ones. */
  readonly tls?: KeyAndCert & { readonly port: number };
  /** Play IDESCAT, which knows the people of all these municipalities, instead of the municipalities. */
  readonly idescat?: boolean;
  /** The municipality's own key, which signs its volants: RSA or EC. */
  readonly volant: KeyAndCert;
  readonly failure?: Failure;
  /** Refuse a signature that does not hold; an unsigned message is answered. Default: signatures are not looked at. */
  readonly checkSignatures?: boolean;
  /** Signs its answers with this key: RSA or EC. Default: they are not signed. */
  readonly answers?: KeyAndCert;
  /** Milliseconds before every answer. Default 0. */
  readonly latencyMs?: number;
  readonly clock?: Clock;
}

export interface Simulator {
  /** Full addresses of the synchronous frontal. */
  readonly urls: { readonly http?: string; readonly https?: string };
  /** How it fails from now on. */
  fail(failure: Failure): void;
  /** Bodies received, whatever became of them. */
  readonly received: number;
  /** Petitions that a `Respuesta` was made for. */
  readonly answered: number;
  /** The last body received. */
  readonly last: Buffer | undefined;
  /** Leaves no connection and no timer. */
  close(): Promise<void>;
}

/** Milliseconds that an idle connection stays open: longer than a client keeps it, so that none is cut in between. */
const KEEP = { keepAliveTimeout: 65_000 };

/**
 * Plays the padró of one or several municipalities, or IDESCAT, as the gateway sees them.
 *
 * @throws Error when an option is wrong or a port is taken
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { host = '127.0.0.1', port, tls, latencyMs = 0 } = options;
  const clock = options.clock ?? systemClock;
  const desk = openDesk(options, options.idescat ? 'IDESCAT' : 'PADRON', options.volant, clock);
  const signed = options.answers ? answerSigner(options.answers, clock) : (xml: string): string => xml;
  const state = { failure: options.failure ?? 'none', received: 0, last: undefined as Buffer | undefined };

  const answer = (body: Buffer): ReturnType<typeof desk.answer> => {
    const wrong = options.checkSignatures ? signatureProblem(body) : undefined;
    const { status, xml } = wrong === undefined ? desk.answer(body) : { status: 500, xml: fault('Client', wrong) };
    return { status, xml: signed(xml) };
  };
  const take: Take = (body, res) => {
    state.received++;
    state.last = body;
    const { name, delayMs } =
      typeof state.failure === 'string' ? { name: state.failure, delayMs: 5000 } : state.failure;
    const act = () => FAILURES[name].act({ res, answer: () => answer(body), delayMs });
    if (latencyMs > 0) after(res, latencyMs, act);
    else act();
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
    fail: (failure) => {
      state.failure = failure;
    },
    get received() {
      return state.received;
    },
    get answered() {
      return desk.answered;
    },
    get last() {
      return state.last;
    },
  };
}
