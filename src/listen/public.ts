import { createServer, type Server } from 'node:http';
import express, { type Express, type Router } from 'express';
import helmet from 'helmet';
import { type Language, Refusal } from '../base/errors/refusal.ts';
import type { Config } from '../config/index.ts';
import { languageOf, type ProblemPorts, problems } from './problem.ts';

export interface PublicPorts extends ProblemPorts {
  /** Whether an address may ask once more now. @throws Refusal `api.too-many` */
  readonly limit: (address: string) => Promise<void>;
  /** Page of who is integrated. */
  readonly page: (language: Language) => string;
  /** What is served at which path, in this order. */
  readonly mounted: readonly (readonly [path: string, router: Router])[];
}

/** The public plane: open to all, rate-limited, nothing but what everybody may know. */
export function makePublicApp(ports: PublicPorts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.enable('case sensitive routing');
  app.set('query parser', 'simple');
  app.use(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          styleSrc: ["'self'", "'unsafe-inline'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
          baseUri: ["'none'"],
        },
      },
      // Whether there is TLS before this plane is the deployment's affair.
      strictTransportSecurity: false,
    }),
  );
  app.use(async (request, _response, next) => {
    await ports.limit(request.socket.remoteAddress ?? '');
    next();
  });
  app.get('/', (request, response) => {
    const { lang } = request.query;
    const chosen = lang === 'ca' || lang === 'es' || lang === 'en' ? lang : languageOf(request, ports.language);
    response.type('html').send(ports.page(chosen));
  });
  for (const [path, router] of ports.mounted) app.use(path, router);
  app.use(() => {
    throw new Refusal('api.not-found');
  });
  app.use(problems(ports));
  return app;
}

/** A plain HTTP server for it, with the limits of the other planes. */
export function makePublicServer(app: Express, limits: Config['limits']): Server {
  const server = createServer(
    {
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.headersTimeoutMs,
      requestTimeout: limits.requestTimeoutMs,
      keepAliveTimeout: limits.keepAliveMs,
    },
    app,
  );
  server.maxConnections = limits.connections;
  return server;
}
