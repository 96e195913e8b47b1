import express, { type Request, type Response, Router } from 'express';
import type { z } from 'zod';
import type { Code } from '../base/errors/catalogue/index.ts';
import { issueOf } from '../base/errors/issue.ts';
import { Refusal } from '../base/errors/refusal.ts';
import { authorised, checkPlace, type Gate } from './caller.ts';
import { csvOf } from './csv.ts';
import { type Answer, isWrite, operationsOf, type Route } from './route.ts';

const MOST_BYTES = 1_048_576;

/**
 * The routes as a router. With a gate, callers must pass it; without, only routes that need no permission are mounted.
 * Paths that are not here are left to what is mounted behind.
 */
export function mount(routes: readonly Route[], gate?: Gate): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const paths = new Map<string, Route[]>();
  for (const one of routes) paths.set(one.path, [...(paths.get(one.path) ?? []), one]);
  for (const [path, own] of paths) {
    const mounted = path.replaceAll(/\{(\w+)\}/g, ':$1');
    for (const one of own) {
      const read = readerOf(one);
      router[one.method](mounted, async (request, response) =>
        send(one, request, response, await answerOf(one, request, response, read, gate)),
      );
    }
    router.all(mounted, (_request, response) => {
      response.set('allow', own.map(({ method }) => method.toUpperCase()).join(', '));
      throw new Refusal('api.method');
    });
  }
  return router;
}

type Read = (request: Request, response: Response) => Promise<void>;

/** What reads the body of a route, into `request.body`; undefined where it takes none. */
function readerOf({ method, body, takes }: Route): Read | undefined {
  if (!body && !takes) return undefined;
  const type = takes?.type ?? 'application/json';
  const limit = takes?.bytes ?? MOST_BYTES;
  const read = (takes ? express.raw : express.json)({ type, limit, inflate: false });
  return (request, response) => {
    if (!request.is(type)) throw new Refusal('api.media-type', { type });
    return new Promise((resolve, reject) => {
      read(request, response, (error?: unknown) => {
        if (!error) return resolve();
        const { type } = error as { type?: string };
        if (type === 'entity.too.large') return reject(new Refusal('http.too-large', { limit }));
        reject(new Refusal('api.invalid', { path: 'body', expected: `JSON, for ${method.toUpperCase()}` }));
      });
    });
  };
}

/** Callers are judged before their body is read. */
async function answerOf(
  one: Route,
  request: Request,
  response: Response,
  read: Read | undefined,
  gate: Gate | undefined,
): Promise<Answer | undefined> {
  const operations = operationsOf(one);
  if (gate) checkPlace(request, gate, operations.some(isWrite));
  const principal = one.operation && gate ? await authorised(request, gate.access, operations) : undefined;
  await read?.(request, response);
  const params = parsed(one.params, { ...request.params }, 'api.query');
  const query = parsed(one.query, { ...request.query }, 'api.query');
  const body = parsed(one.body, request.body, 'api.invalid');
  const why = whyOf(request, body);
  if (one.reasoned && why === '') throw new Refusal('api.why');
  const { name: who = 'anybody', scopes = [] } = principal ?? {};
  // What express makes of an empty body is no buffer.
  const file = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  return one.handle({ params, query, body, who, scopes, why, file, request, response });
}

function parsed(schema: z.ZodType | undefined, value: unknown, code: Code): unknown {
  if (!schema) return undefined;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new Refusal(code, issueOf(result.error, 'body'));
}

/** A header comes as bytes; they are UTF-8. */
function whyOf(request: Request, body: unknown): string {
  const header = Buffer.from(request.get('x-reason') ?? '', 'latin1').toString('utf8');
  return ((body as { why?: string } | undefined)?.why ?? header).slice(0, 500).trim();
}

function send(one: Route, request: Request, response: Response, answer: Answer | undefined): void {
  if (!answer) return;
  const { status = one.status ?? 200, location, version, body } = answer;
  response.set('cache-control', 'no-store');
  if (location !== undefined) response.location(request.baseUrl + location);
  if (version !== undefined) response.set('etag', `"${version}"`);
  if (body === undefined) return void response.status(204).end();
  const { items, next } = body as { items?: readonly object[]; next?: string | null };
  if (next) {
    const url = new URL(request.originalUrl, 'http://host');
    url.searchParams.set(url.pathname.endsWith('/changes') ? 'since' : 'after', String(next));
    response.set('link', `<${url.pathname}${url.search}>; rel="next"`);
  }
  response.vary('accept');
  if (items && request.accepts(['application/json', 'text/csv']) === 'text/csv') {
    response.type('text/csv').send(csvOf(items));
  } else response.status(status).json(body);
}
