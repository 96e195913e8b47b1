import { z } from 'zod';
import { BASE } from '../../api/index.ts';
import { type Fetched, OutboundError, type OutboundRequest } from '../../base/outbound/fetch.ts';
import { Guard } from '../../base/outbound/guard.ts';
import { PooledOutbound } from '../../outbound/index.ts';
import { ANYWHERE } from '../anywhere.ts';
import { Failure } from '../failure.ts';
import { whyUnreachable } from '../unreachable.ts';
import type { Gateway } from './gateway.ts';

const SECONDS = 30;
const MOST_BYTES = 64 * 1024 * 1024;
const AUTHORITY = 'name its file in NODE_EXTRA_CA_CERTS';

type Query = Readonly<Record<string, unknown>>;

/** What goes with a call besides who makes it. */
export interface Sent {
  readonly query?: Query;
  readonly json?: unknown;
  readonly pdf?: Buffer;
  /** Version of the record that is changed; 0: there is none yet. */
  readonly version?: number;
  readonly why?: string;
}

/** The gateway refused: its own words, and the code of the catalogue. */
export class ApiRefusal extends Failure {
  readonly code: string;

  constructor({ title, next, code }: z.infer<typeof PROBLEM>) {
    super(`${[title, next].filter(Boolean).join(' ')} (${code})`);
    this.code = code;
  }
}

const PROBLEM = z.object({ title: z.string(), code: z.string(), next: z.string().default('') });

/** A record of any kind. */
export const RECORD = z.object({ version: z.number(), doc: z.looseObject({}) });

/** A path with what is filled in escaped. */
export const at = (parts: TemplateStringsArray, ...names: readonly string[]): string =>
  String.raw({ raw: parts }, ...names.map(encodeURIComponent));

/** The registry's API on the management plane of a gateway that runs. */
export class Api {
  readonly #gateway: Gateway;
  readonly #signal: AbortSignal;
  readonly #outbound = new PooledOutbound({
    guard: new Guard(ANYWHERE),
    timeoutMs: SECONDS * 1000,
    maxBytes: MOST_BYTES,
  });

  /** It has answered as the management plane does. */
  #known = false;

  constructor(gateway: Gateway, signal: AbortSignal) {
    this.#gateway = gateway;
    this.#signal = signal;
  }

  /** @throws ApiRefusal; Failure when there is no answer, or none of this API */
  get<T>(path: string, answer: z.ZodType<T>, query: Query = {}): Promise<T> {
    return this.send('GET', path, { query }, answer);
  }

  /** Undefined where there is no such record. @throws as `get` */
  async find<T>(path: string, answer: z.ZodType<T>): Promise<T | undefined> {
    try {
      return await this.get(path, answer);
    } catch (error) {
      if (!isMissing(error)) throw error;
      await this.#checkPlane();
      return undefined;
    }
  }

  /** Every item of a list, page after page. @throws as `get` */
  async list<T>(path: string, item: z.ZodType<T>, query: Query = {}): Promise<T[]> {
    const page = z.object({ items: z.array(item), next: z.string().nullable() });
    const all: T[] = [];
    let after: string | undefined;
    do {
      const { items, next } = await this.get(path, page, { ...query, limit: 1000, after });
      all.push(...items);
      after = items.length === 0 ? undefined : (next ?? undefined);
    } while (after !== undefined);
    return all;
  }

  /** @throws as `get` */
  async send<T>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, sent: Sent, answer: z.ZodType<T>): Promise<T> {
    const { origin, token } = this.#gateway;
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(sent.query ?? {})) {
      if (value !== undefined) search.set(name, String(value));
    }
    const headers = { authorization: `Bearer ${token}`, 'accept-language': 'en', ...headersOf(sent) };
    const body = sent.pdf ?? (sent.json === undefined ? undefined : Buffer.from(JSON.stringify(sent.json)));
    const url = `${origin}${BASE}${path}${search.size > 0 ? `?${search}` : ''}`;
    return this.#read(await this.#fetch(url, { method, headers, ...(body && { body }) }), answer);
  }

  /** The public plane has part of the API, and says of the rest that it is not there. @throws Failure */
  async #checkPlane(): Promise<void> {
    if (this.#known) return;
    try {
      await this.get('/session', z.looseObject({}));
    } catch (error) {
      throw isMissing(error) ? this.#another(404) : error;
    }
  }

  #another(status: number): Failure {
    const { origin } = this.#gateway;
    return new Failure(
      `${origin}: that is no answer of this gateway's API (status ${status}): is it the management plane?`,
    );
  }

  async #fetch(url: string, request: OutboundRequest): Promise<Fetched> {
    const { origin } = this.#gateway;
    try {
      return await this.#outbound.fetch(url, { ...request, signal: this.#signal });
    } catch (error) {
      if (!(error instanceof OutboundError)) throw error;
      const { code, cause } = error;
      const late = /^TimeoutError$|_(HEADERS|BODY)_TIMEOUT$/.test(code);
      if (!late) throw new Failure(`${origin}: ${whyUnreachable(cause, AUTHORITY)}`);
      const done = request.method === 'GET' ? '' : '; it may be done all the same: look before you repeat it';
      throw new Failure(`no answer from ${origin} within ${SECONDS} s${done}`);
    }
  }

  #read<T>({ status, contentType, bytes }: Fetched, answer: z.ZodType<T>): T {
    const body = /^application\/(problem\+)?json\b/.test(contentType) ? parsed(bytes) : undefined;
    const problem = PROBLEM.safeParse(body);
    if (status >= 400 && problem.success) throw new ApiRefusal(problem.data);
    const read = answer.safeParse(body);
    if (status >= 200 && status < 300 && read.success) {
      this.#known = true;
      return read.data;
    }
    throw this.#another(status);
  }

  close(): Promise<void> {
    return this.#outbound.close();
  }
}

const isMissing = (error: unknown): boolean => error instanceof ApiRefusal && error.code === 'api.not-found';

/** A header is bytes: those of UTF-8. */
const headersOf = ({ json, pdf, version, why }: Sent): Readonly<Record<string, string>> => ({
  accept: 'application/json',
  ...(json !== undefined && { 'content-type': 'application/json' }),
  ...(pdf && { 'content-type': 'application/pdf' }),
  ...(version !== undefined && (version === 0 ? { 'if-none-match': '*' } : { 'if-match': `"${version}"` })),
  ...(why !== undefined && { 'x-reason': Buffer.from(why).toString('latin1') }),
});

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}
