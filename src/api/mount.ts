import express, { type Request, type Response, Router } from 'express';
import type { z } from 'zod';
import { names } from '../base/errors/catalogue/expected.ts';
import type { Code } from '../base/errors/catalogue/index.ts';
import { Refusal } from '../base/errors/refusal.ts';
import { authorised, checkPlace, type Gate } from './caller.ts';
import { csvOf } from './csv.ts';
import type { Answer, Route } from './route.ts';

const MOST_BYTES = 1_048_576;

/**
 * The routes as a router. With a gate, callers must pass it; without, only routes that need no permission are mounted.
 * Paths that are not here are left to what is mounted behind.
 */
export function mount(routes: readonly Route[], gate?: Gate): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const json = express.json({ limit: MOST_BYTES, inflate: false, type: 'application/json' });
  const paths = new Map<string, Route[]>();
  for (const one of routes) paths.set(one.path, [...(paths.get(one.path) ?? []), one]);
  for (const [path, own] of paths) {
    const mounted = path.replaceAll(/\{(\w+)\}/g, ':$1');
    for (const one of own) {
      router[one.method](mounted, bodyOf(one, json, gate), (request, response) => serve(one, request, response, gate));
    }
    router.all(mounted, (_request, response) => {
      response.set('allow', own.map(({ method }) => method.toUpperCase()).join(', '));
      throw new Refusal('api.method');
    });
  }
  return router;
}

/** Callers are judged before their body is read. */
const bodyOf =
  ({ method, body, operation }: Route, json: express.RequestHandler, gate: Gate | undefined): express.RequestHandler =>
  (request, response, next) => {
    if (gate) checkPlace(request, gate, operation?.startsWith('write:') ?? false);
    if (!body) return next();
    if (!request.is('application/json')) throw new Refusal('api.not-json');
    json(request, response, (error?: unknown) => {
      if (!error) return next();
      const { type } = error as { type?: string };
      if (type === 'entity.too.large') return next(new Refusal('http.too-large', { limit: MOST_BYTES }));
      next(new Refusal('api.invalid', { path: 'body', expected: `JSON, for ${method.toUpperCase()}` }));
    });
  };

async function serve(one: Route, request: Request, response: Response, gate: Gate | undefined): Promise<void> {
  const principal = one.operation && gate ? await authorised(request, gate.access, one.operation) : undefined;
  const params = parsed(one.params, { ...request.params }, 'api.query');
  const query = parsed(one.query, { ...request.query }, 'api.query');
  const body = parsed(one.body, request.body, 'api.invalid');
  const why = whyOf(request, body);
  if (one.conditional && why === '') throw new Refusal('api.why');
  const who = principal?.name ?? 'anybody';
  const answer = await one.handle({ params, query, body, who, why, request, response });
  if (answer) send(request, response, answer);
}

function parsed(schema: z.ZodType | undefined, value: unknown, code: Code): unknown {
  if (!schema) return undefined;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const keys = issue?.code === 'unrecognized_keys' ? issue.keys : [];
  throw new Refusal(code, { path: [...(issue?.path ?? []), ...keys].join('.'), expected: names(issue?.message ?? '') });
}

/** A header comes as bytes; they are UTF-8. */
function whyOf(request: Request, body: unknown): string {
  const header = Buffer.from(request.get('x-reason') ?? '', 'latin1').toString('utf8');
  return ((body as { why?: string } | undefined)?.why ?? header).slice(0, 500).trim();
}

function send(request: Request, response: Response, { status = 200, version, body }: Answer): void {
  response.set('cache-control', 'no-store');
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
