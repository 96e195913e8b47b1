import type { ErrorRequestHandler, Request } from 'express';
import { renderProblem } from '../base/errors/problem.ts';
import { asRefusal, type Language, Refusal } from '../base/errors/refusal.ts';

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
    const { status, contentType, headers, bytes } = renderProblem(refusal, id, languageOf(request, language));
    response.status(status).set({ ...headers, 'content-type': contentType });
    response.send(bytes);
  };

export const languageOf = (request: Request, otherwise: Language): Language =>
  (request.get('accept-language') && (request.acceptsLanguages(['ca', 'es', 'en']) as Language | false)) || otherwise;

/** What express throws for a path that is not percent-encoded correctly. */
const isMalformed = (error: unknown): boolean => error instanceof URIError;
