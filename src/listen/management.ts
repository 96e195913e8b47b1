import express, { type Express, type Router } from 'express';
import helmet from 'helmet';
import type { Permission } from '../base/domain.ts';
import { Refusal } from '../base/errors/refusal.ts';
import { type ProblemPorts, problems } from './problem.ts';

export interface Health {
  readonly ready: boolean;
  /** What is wrong, in words; empty when ready. */
  readonly reasons: readonly string[];
}

export interface ManagementPorts extends ProblemPorts {
  /** What the direct peer of a request may do here. */
  readonly permissions: (address: string) => readonly Permission[];
  readonly health: () => Health;
  /** The registry's API, which judges its callers itself. */
  readonly api: Router;
  readonly metrics: () => Promise<{ readonly type: string; readonly text: string }>;
}

/** The management plane: health, metrics and the registry's API. */
export function makeManagementApp(ports: ManagementPorts): Express {
  const { permissions, health, metrics } = ports;
  const app = express();
  app.disable('x-powered-by');
  app.enable('case sensitive routing');
  app.enable('strict routing');
  app.set('query parser', 'simple');
  app.use('/api/v1', helmet({ strictTransportSecurity: false }), ports.api, () => {
    throw new Refusal('api.not-found');
  });
  app.use((request, _response, next) => {
    if (permissions(request.socket.remoteAddress ?? '').includes('health')) next();
    else throw new Refusal('api.address');
  });
  app.get('/health/live', (_request, response) => {
    response.json({ status: 'live' });
  });
  app.get('/health/ready', (_request, response) => {
    const { ready, reasons } = health();
    response.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'not ready', reasons });
  });
  app.get('/metrics', async (_request, response) => {
    const { type, text } = await metrics();
    response.type(type).send(text);
  });
  app.use(() => {
    throw new Refusal('http.not-found');
  });
  app.use(problems(ports));
  return app;
}
