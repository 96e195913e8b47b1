import express, { type ErrorRequestHandler, Router } from 'express';
import { asRefusal, Refusal } from '../base/errors/refusal.ts';
import type { Envelope, Reply } from '../base/request.ts';
import { openFace } from './face.ts';
import type { Integrations } from './operations.ts';
import { plainRequest } from './request.ts';

export const PATH = '/registre/services/Integracions';

const MOST_BYTES = 65_536;

export interface FacePorts {
  readonly integrations: Integrations;
  /** The WSDL with an address in it. */
  readonly wsdl: (address: string) => string;
  /** Public origin of the plane. */
  readonly origin: () => string;
  /** Reads a message strictly. @throws Refusal `http.content-type`, `http.charset`, `parse.*` */
  readonly read: (contentType: string, bytes: Buffer) => Pick<Envelope, 'doc' | 'payload'>;
  /** A refusal as a Fault, counted and logged. */
  readonly fault: (refusal: Refusal) => Reply;
}

/** The registry's SOAP face: who is integrated, for everybody; at `PATH`. */
export async function integracionsRouter({ integrations, wsdl, origin, read, fault }: FacePorts): Promise<Router> {
  const answer = await openFace(wsdl(PATH), PATH, integrations);
  const router = Router({ caseSensitive: true, strict: true });
  router.get(PATH, (request, response, next) => {
    if (!/^\?wsdl(&|$)/i.test(request.url.slice(PATH.length))) return next();
    response.type('text/xml').send(wsdl(origin() + PATH));
  });
  router.post(PATH, express.raw({ type: () => true, limit: MOST_BYTES, inflate: false }), async (request, response) => {
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const envelope = read(request.get('content-type') ?? '', bytes);
    response.type('text/xml').send(await answer(plainRequest(envelope)));
  });
  router.all(PATH, (_request, response) => {
    response.set('allow', 'POST, GET');
    throw new Refusal('http.method');
  });
  const refuse: ErrorRequestHandler = (error, _request, response, _next) => {
    const refusal = BODY[(error as { type?: string }).type ?? ''] ?? asRefusal(error);
    const { status, contentType, bytes } = fault(refusal);
    // A Fault of SOAP 1.1 is a 500; what HTTP itself does not allow keeps its status.
    response
      .status(refusal.code.startsWith('http.') ? status : 500)
      .type(contentType)
      .send(bytes);
  };
  router.use(PATH, refuse);
  return router;
}

/** What express says of a body that it does not read. */
const BODY: Readonly<Record<string, Refusal>> = {
  'entity.too.large': new Refusal('http.too-large', { limit: MOST_BYTES }),
  'encoding.unsupported': new Refusal('http.content-encoding'),
  'request.aborted': new Refusal('http.incomplete'),
  'request.size.invalid': new Refusal('http.incomplete'),
};
