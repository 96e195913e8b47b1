import type { IncomingMessage } from 'node:http';
import type { Language } from '../base/errors/refusal.ts';
import { preferred } from '../base/negotiate.ts';
import type { Frontal, Received } from '../base/request.ts';

/** Paths of the SOAP frontals (protocol section 3), exactly as written here. */
export const FRONTALS: ReadonlyMap<string, Frontal> = new Map([
  ['/siri-proxy/services/Sincron', 'sincron'],
  ['/siri-proxy/services/Asincron', 'asincron'],
  ['/siri-proxy/services/AsincronResposta', 'asincronResposta'],
]);

/** The same over REST, by method and path. */
const REST: readonly { readonly method: string; readonly path: RegExp; readonly frontal: Frontal }[] = [
  { method: 'POST', path: /^\/v1\/volants\/([^/]+)$/, frontal: 'sincron' },
  { method: 'POST', path: /^\/v1\/lots$/, frontal: 'asincron' },
  { method: 'GET', path: /^\/v1\/lots\/([^/]+)$/, frontal: 'asincronResposta' },
];

/** What of the gateway a request asks, and by which face. */
export type Asked = Pick<Received, 'frontal' | 'rest'>;

/** The petition that a request makes; undefined for one that is no petition. */
export function askedOf(request: IncomingMessage): Asked | undefined {
  const { method = '', url: target = '' } = request;
  const query = target.indexOf('?');
  const path = query < 0 ? target : target.slice(0, query);
  const frontal = method === 'POST' ? FRONTALS.get(path) : undefined;
  return frontal ? { frontal, rest: undefined } : restOf(request, method, path, target);
}

function restOf({ headers }: IncomingMessage, method: string, path: string, target: string): Asked | undefined {
  for (const { frontal, ...one } of REST) {
    const found = one.method === method ? one.path.exec(path) : null;
    if (!found) continue;
    const { authorization, accept } = headers;
    return {
      frontal,
      rest: { method, target, name: found[1] ?? '', authorization, accept, language: spoken(headers) },
    };
  }
  return undefined;
}

const LANGUAGES: readonly Language[] = ['ca', 'es', 'en'];

const spoken = (headers: IncomingMessage['headers']): Language | undefined =>
  headers['accept-language'] ? preferred(headers['accept-language'], LANGUAGES) : undefined;

/** Methods of a path of the REST facade; empty for any other path. */
export const methodsOf = (path: string): string[] =>
  REST.filter((one) => one.path.test(path)).map(({ method }) => method);
