import type { ErrorRequestHandler, Request } from 'express';
import { asRefusal, fill, type Language, Refusal } from '../base/errors/refusal.ts';

export interface ProblemPorts {
  readonly language: Language;
  readonly incident: () => string;
  /** Counts and logs a refusal. */
  readonly refused: (refusal: Refusal, incident: string) => void;
}

/** Answers whatever was thrown as problem+json (RFC 9457), in the language that the caller asks for. */
export const problems =
  ({ language, incident, refused }: ProblemPorts): ErrorRequestHandler =>
  (error, request, response, _next) => {
    const refusal = isMalformed(error) ? new Refusal('http.malformed') : asRefusal(error);
    const id = incident();
    refused(refusal, id);
    if (response.headersSent) return void response.destroy();
    const { code, entry } = refusal.told;
    const spoken = languageOf(request, language);
    const params = code === refusal.code ? refusal.params : {};
    const body = {
      type: `urn:padro-gateway:error:${code}`,
      title: fill(entry.text[spoken], params, spoken),
      status: entry.http,
      code,
      next: entry.next[spoken],
      incident: id,
    };
    if (entry.http === 401) response.set('www-authenticate', 'Bearer');
    if (entry.http === 429) response.set('retry-after', '1');
    response.status(entry.http).set('cache-control', 'no-store').type('application/problem+json');
    response.send(JSON.stringify(body));
  };

export const languageOf = (request: Request, otherwise: Language): Language =>
  (request.get('accept-language') && (request.acceptsLanguages(['ca', 'es', 'en']) as Language | false)) || otherwise;

/** What express throws for a path that is not percent-encoded correctly. */
const isMalformed = (error: unknown): boolean => error instanceof URIError;
