import type { Reply } from '../request.ts';
import { fill, type Language, type Refusal } from './refusal.ts';
import { statusOf } from './status.ts';

/** Header fields that go with a status. */
const HEADERS: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  401: { 'www-authenticate': 'Bearer' },
  429: { 'retry-after': '1' },
};

/** A refusal as problem+json (RFC 9457): what the outside is told, our code, what to do next, the incident. */
export function renderProblem(refusal: Refusal, incident: string, language: Language): Reply {
  const { code, entry } = refusal.told;
  const params = code === refusal.code ? refusal.params : {};
  const status = statusOf(code);
  const problem = {
    type: `urn:padro-gateway:error:${code}`,
    title: fill(entry.text[language], params, language),
    status,
    code,
    scsp: entry.scsp,
    next: entry.next[language],
    incident,
  };
  return {
    status,
    contentType: 'application/problem+json',
    headers: { 'cache-control': 'no-store', ...HEADERS[status] },
    bytes: Buffer.from(JSON.stringify(problem)),
  };
}
