import express, { type NextFunction, type Request, type Response, Router } from 'express';
import { type Clock, localTimestamp } from '../../base/clock.ts';
import { languageOf } from '../language.ts';
import { PAGE_POLICY } from '../paper/html.ts';
import { checkDocument, type Held, type Verdict } from './check.ts';
import type { IssuedStore } from './issued.ts';
import { formData } from './multipart.ts';
import { verificationPage } from './page.ts';
import { TEXTS } from './texts.ts';

export interface VerificationPorts {
  readonly issued: IssuedStore;
  readonly clock: Clock;
  /** Who issues, as the page names it. */
  readonly issuer: string;
  /** Whether the caller may check once more now; counted for each check. */
  readonly mayCheck: (request: Request) => Promise<boolean>;
}

export const VERIFICATION_PAGE = '/verificacio';
export const VERIFICATION_API = '/api/v1/verificacio';

/** No document that is issued here comes near it. */
const MOST_BYTES = 4_194_304;

/**
 * The public plane's check of a document: the page `GET|POST /verificacio` and the API `POST /api/v1/verificacio`,
 * which takes `{"codi"?, "sha256"?}` or the PDF itself. A check is a POST, so that codes stay out of addresses and logs.
 */
export function verificationRouter(ports: VerificationPorts): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const { issued, clock, issuer, mayCheck } = ports;
  router.use([VERIFICATION_PAGE, VERIFICATION_API], (_request, response, next) => {
    response.set({
      'cache-control': 'no-store',
      'content-security-policy': PAGE_POLICY,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      vary: 'accept-language',
    });
    next();
  });

  router.get(VERIFICATION_PAGE, (request, response) => {
    response.type('html').send(verificationPage(languageOf(request), issuer, VERIFICATION_PAGE));
  });
  router.post(VERIFICATION_PAGE, async (request, response) => {
    const show = (status: number, verdict: Verdict | { readonly kind: 'busy' }): void => {
      response
        .status(status)
        .type('html')
        .send(verificationPage(languageOf(request), issuer, VERIFICATION_PAGE, verdict));
    };
    if (!(await mayCheck(request))) return show(429, { kind: 'busy' });
    const held = await bodyOf(request, response, 'multipart/form-data', heldInForm);
    const verdict = held ? await checkDocument(held, issued, clock.now()) : ({ kind: 'unreadable' } as const);
    show(STATUS[verdict.kind], verdict);
  });

  router.post(VERIFICATION_API, async (request, response) => {
    if (!(await mayCheck(request))) return problem(response, 429, TEXTS[languageOf(request)].busy);
    const isPdf = request.is('application/pdf') !== false;
    const held = isPdf
      ? await bodyOf(request, response, 'application/pdf', (file) => ({ file }))
      : await bodyOf(request, response, 'application/json', heldInJson);
    const verdict = held ? await checkDocument(held, issued, clock.now()) : ({ kind: 'unreadable' } as const);
    if (verdict.kind !== 'issued') {
      return problem(response, STATUS[verdict.kind], TEXTS[languageOf(request)][verdict.kind]);
    }
    const { title, at, ens, ensName, sha256 } = verdict.issued;
    const document = { document: title, expedit: localTimestamp(at), ens, nomEns: ensName, sha256 };
    response.json(verdict.match === undefined ? document : { ...document, coincideix: verdict.match });
  });
  router.use([VERIFICATION_PAGE, VERIFICATION_API], (request: Request, response: Response, next: NextFunction) => {
    if (request.path !== '/') return next();
    response.set('allow', request.baseUrl === VERIFICATION_PAGE ? 'GET, HEAD, POST' : 'POST');
    problem(response, 405, 'POST');
  });
  return router;
}

const STATUS = { issued: 200, unknown: 404, unreadable: 400 } as const;

const problem = (response: Response, status: number, title: string): void => {
  response.status(status).type('application/problem+json').send(JSON.stringify({ status, title }));
};

/** What a body of this type holds; undefined when it is of another type, too large, or cannot be read. */
function bodyOf(
  request: Request,
  response: Response,
  type: string,
  read: (body: Buffer, contentType: string) => Held | undefined,
): Promise<Held | undefined> {
  return new Promise((resolve) => {
    express.raw({ type, limit: MOST_BYTES, inflate: false })(request, response, (error?: unknown) => {
      const { body } = request as { body: unknown };
      resolve(error || !Buffer.isBuffer(body) ? undefined : read(body, request.headers['content-type'] ?? ''));
    });
  });
}

function heldInForm(body: Buffer, contentType: string): Held | undefined {
  const fields = formData(contentType, body);
  const file = fields?.get('fitxer');
  // A browser sends an empty part where no file was chosen.
  return fields && { code: fields.get('codi')?.toString('utf8'), file: file?.length ? file : undefined };
}

function heldInJson(body: Buffer): Held | undefined {
  try {
    const { codi, sha256 } = JSON.parse(body.toString('utf8')) as Record<string, unknown>;
    const texts = [codi, sha256].every((value) => value === undefined || typeof value === 'string');
    return texts ? { code: codi as string | undefined, sha256: sha256 as string | undefined } : undefined;
  } catch {
    return undefined;
  }
}
