import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { stringify } from 'yaml';
import { type OpenApi, openApi } from '../../api/gateway.ts';
import type { Cleanup } from '../../support/backend.ts';
import { cli, type Ran } from '../harness.ts';

export interface Remote extends OpenApi {
  /** A token with these scopes. */
  token(...scopes: string[]): Promise<string>;
  /** Runs a command line on the gateway that runs. */
  on(token: string, ...argv: string[]): Promise<Ran>;
  /** Runs a command line on its store. */
  beside(...argv: string[]): Promise<Ran>;
}

/** A gateway that runs, and commands on it from afar. */
export async function openRemote(t: Cleanup, env: Readonly<Record<string, string>> = {}): Promise<Remote> {
  const g = await openApi(t, env);
  const config = `${g.store}.yaml`;
  const mail = { from: env.PADRO_MAIL_FROM, conveniUrl: env.PADRO_MAIL_CONVENI_URL };
  writeFileSync(config, stringify({ store: { path: g.store }, mail }));
  let made = 0;
  return {
    ...g,
    token: (...scopes) => g.access.addToken(`t${++made}`, scopes, 1, 'prova'),
    on: (token, ...argv) => cli([...argv, '--url', g.stage.gateway.origins.management, '--token', token]),
    beside: (...argv) => cli([...argv, '--config', config]),
  };
}

export const JSON_TYPE = { 'content-type': 'application/json' };

/** A server that answers whatever it likes. */
export async function strange(t: Cleanup, answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
