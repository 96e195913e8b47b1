import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type Clock, localTimestamp, systemClock } from '../base/clock.ts';
import { XmlError } from '../base/xml/error.ts';
import { answer } from './answers.ts';
import { after, FAILURES, type Failure } from './failures.ts';
import { Padro } from './padro.ts';
import { type Population, peopleOf } from './people.ts';
import { PetitionError, readPetition } from './petition.ts';
import { fault, respuesta } from './respuesta.ts';
import { frontal, type Listening, listen, PATH, type Take } from './server.ts';
import type { KeyAndCert } from './sign.ts';
import { issueVolants } from './volants.ts';

export { FAILURES, type Failure, type FailureName } from './failures.ts';
export { type Population, peopleOf } from './people.ts';
export type { Home, Person } from './person.ts';
export type { KeyAndCert } from './sign.ts';

export interface SimulatorOptions extends Population {
  /** Address to listen on. Default 127.0.0.1. */
  readonly host?: string;
  /** HTTP port, 0 for any free one; undefined: no HTTP. */
  readonly port?: number;
  /** HTTPS with this key and certificate, right or wrong ones. */
  readonly tls?: KeyAndCert & { readonly port: number };
  /** The municipality's own key, which signs its volants: RSA or EC. */
  readonly volant: KeyAndCert;
  readonly failure?: Failure;
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

/**
 * Plays the padró of one or several municipalities, as the gateway sees it.
 *
 * @throws Error when an option is wrong or a port is taken
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { host = '127.0.0.1', port, tls, latencyMs = 0 } = options;
  const desk = openDesk(options);
  const state = { failure: options.failure ?? 'none', received: 0, last: undefined as Buffer | undefined };

  const take: Take = (body, res) => {
    state.received++;
    state.last = body;
    const { name, delayMs } =
      typeof state.failure === 'string' ? { name: state.failure, delayMs: 5000 } : state.failure;
    const act = () => FAILURES[name].act({ res, answer: () => desk.answer(body), delayMs });
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

/** Milliseconds that an idle connection stays open: longer than a client keeps it, so that none is cut in between. */
const KEEP = { keepAliveTimeout: 65_000 };

/** Where petitions are read and answered. */
function openDesk(options: SimulatorOptions) {
  const { municipis, volant, clock = systemClock } = options;
  const wrong = municipis.find((code) => !/^[0-9]{5}$/.test(code));
  if (wrong !== undefined) throw new Error(`municipis: expected INE codes of five digits, not '${wrong}'`);
  const padro = new Padro(peopleOf(options));
  const volants = issueVolants(volant);

  return {
    answered: 0,
    answer(body: Buffer): { status: number; xml: string } {
      try {
        const petition = readPetition(body);
        const timestamp = localTimestamp(clock.now());
        const sources = { padro, volants, day: timestamp.slice(0, 10).replaceAll('-', '') };
        const answers = petition.solicitudes.map((solicitud) => answer(solicitud, sources));
        const xml = respuesta(petition, answers, timestamp);
        this.answered++;
        return { status: 200, xml };
      } catch (error) {
        if (error instanceof PetitionError || error instanceof XmlError) {
          return { status: 500, xml: fault('Client', error.message) };
        }
        throw error;
      }
    },
  };
}
