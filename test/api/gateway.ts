import { Access } from '../../src/access/index.ts';
import { systemClock } from '../../src/base/clock.ts';
import { makeAccessStore, openSqlite } from '../../src/store/index.ts';
import type { Cleanup } from '../support/backend.ts';
import { type OpenGateway, openGateway } from '../support/gateway.ts';

export interface Told {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the API answers
  readonly json: any;
}

export interface OpenApi extends Omit<OpenGateway, 'ask'> {
  readonly access: Access;
  /** Asks the public plane. */
  anybody(path: string, init?: RequestInit): Promise<Told>;
  /** Asks the management plane; JSON is sent as such. */
  ask(path: string, init?: RequestInit & { json?: unknown; token?: string }): Promise<Told>;
}

/** A gateway with its access, as `account` and `token` reach it. */
export async function openApi(t: Cleanup, env: Readonly<Record<string, string>> = {}): Promise<OpenApi> {
  const g = await openGateway(t, env);
  const db = await openSqlite(g.store);
  t.after(() => db.destroy());
  const { origins } = g.stage.gateway;
  return {
    ...g,
    access: new Access(makeAccessStore(db), systemClock, 60_000),
    anybody: (path, init) => tell(`${origins.public}${path}`, init),
    ask(path, { json, token, ...init } = {}) {
      const headers = new Headers(init.headers);
      if (token) headers.set('authorization', `Bearer ${token}`);
      if (json !== undefined) headers.set('content-type', 'application/json');
      const body = json === undefined ? init.body : JSON.stringify(json);
      return tell(`${origins.management}/api/v1${path}`, { ...init, headers, body: body ?? null });
    },
  };
}

async function tell(url: string, init?: RequestInit): Promise<Told> {
  const response = await fetch(url, { redirect: 'manual', ...init });
  const { status, headers } = response;
  const text = await response.text();
  const json = /json/.test(headers.get('content-type') ?? '') ? JSON.parse(text) : undefined;
  return { status, headers, text, json };
}
