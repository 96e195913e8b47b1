import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { asRefusal, Refusal } from '../base/errors/refusal.ts';
import type { Frontal } from '../base/request.ts';
import { renderFault } from './fault.ts';
import { FRONTALS, methodsOf } from './frontals.ts';
import { type ProblemPorts, problems } from './problem.ts';

export interface WebPorts extends ProblemPorts {
  /** May the caller query? @throws Refusal `admit.*` */
  readonly admit: (request: Request) => void;
  readonly wsdl: (frontal: Frontal, address: string) => string;
  /** Certificates that the answers' seals may bear, PEM; empty: answers leave unsealed. */
  readonly seals: string;
  /** OpenAPI document of the REST facade at an origin. */
  readonly openApi: (origin: string) => object;
  /** Public origin of the consumer plane. */
  readonly origin: () => string;
}

/** The consumer plane's outer router: WSDLs, and a clear answer to everything that is no petition. */
export function makeConsumerApp(ports: WebPorts): Express {
  const { language, admit, wsdl, seals, openApi, origin, incident, refused } = ports;
  const app = express();
  app.disable('x-powered-by');
  app.enable('case sensitive routing');
  app.enable('strict routing');
  app.use((request, _response, next) => {
    admit(request);
    next();
  });
  for (const [path, frontal] of FRONTALS) {
    app.all(path, (request, response) => {
      if (request.method !== 'GET' || !/^\?wsdl(&|$)/i.test(request.url.slice(path.length))) {
        response.set('allow', 'POST, GET');
        throw new Refusal('http.method');
      }
      response.type('text/xml').send(wsdl(frontal, origin() + path));
    });
  }
  app.get('/segell.pem', (_request, response, next) => {
    if (seals === '') next();
    else response.type('application/x-pem-file').send(seals);
  });
  app.get('/v1/openapi.json', (_request, response) => {
    response.json(openApi(origin()));
  });
  app.use('/v1', (request, response) => {
    const methods = request.path === '/openapi.json' ? ['GET'] : methodsOf(`/v1${request.path}`);
    if (methods.length === 0) throw new Refusal('api.not-found');
    response.set('allow', methods.join(', '));
    throw new Refusal('api.method');
  });
  app.use(() => {
    throw new Refusal('http.not-found');
  });
  const problem = problems(ports);
  app.use((error: unknown, request: Request, response: Response, next: NextFunction) => {
    response.set('connection', 'close');
    if (!request.path.startsWith('/siri-proxy/')) return void problem(error, request, response, next);
    const refusal = asRefusal(error);
    const id = incident();
    refused(refusal, id);
    const reply = renderFault(refusal, id, language);
    response.status(reply.status).type('text/xml').send(reply.bytes);
  });
  return app;
}
