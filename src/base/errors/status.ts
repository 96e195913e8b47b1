import { CATALOGUE, type Code, type Entry } from './catalogue/index.ts';

/** A SOAP Fault is HTTP 500 whoever is wrong; elsewhere the status says it. */
const BY_STATION: Partial<Record<Entry['station'], number>> = {
  parse: 422,
  verify: 401,
  authorise: 403,
  route: 422,
  record: 409,
};

const OF_CODE: Partial<Record<Code, number>> = {
  'parse.json': 400,
  'verify.replayed': 409,
  'route.limit': 429,
  'route.nobody': 502,
  'jobs.unknown': 404,
  internal: 500,
};

/** HTTP status of a code everywhere but on the SOAP frontals. */
export function statusOf(code: Code): number {
  const { http, respuesta, station, fault } = CATALOGUE[code];
  if (http !== 500 && !respuesta) return http;
  if (station === 'forward') return 502;
  return OF_CODE[code] ?? (fault === 'Server' ? 503 : (BY_STATION[station] ?? 500));
}
