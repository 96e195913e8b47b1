import assert from 'node:assert/strict';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { Refusal } from '../../../src/base/errors/refusal.ts';
import { Guard } from '../../../src/base/outbound/guard.ts';
import { PooledOutbound } from '../../../src/outbound/index.ts';
import { type Crl, readCrl } from '../../../src/verify/revocation/crl.ts';
import { Revocation, type RevocationOptions } from '../../../src/verify/revocation/index.ts';
import type { Made } from './certificates.ts';

/** What a path answers: bytes, a status, or nothing at all. */
export type Reply = Buffer | number | 'never';

export interface Web {
  readonly origin: string;
  /** Answers by path, changed at will; others are 404. */
  readonly paths: Record<string, (body: Buffer) => Reply>;
  /** Paths that were asked for, in order. */
  readonly asked: string[];
}

/** A server on loopback that ends with the test. */
export async function web(t: TestContext): Promise<Web> {
  const paths: Web['paths'] = {};
  const asked: string[] = [];
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    asked.push(request.url!);
    const reply = paths[request.url!]?.(Buffer.concat(chunks)) ?? 404;
    if (reply === 'never') return;
    if (typeof reply === 'number') response.statusCode = reply;
    response.end(Buffer.isBuffer(reply) ? reply : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, paths, asked };
}

export interface DeskOptions extends Partial<RevocationOptions> {
  /** Ranges that our calls may go to. Default: loopback. */
  readonly allowed?: readonly string[];
  readonly timeoutMs?: number;
  /** Lists of the trust directory, DER. */
  readonly crls?: readonly Buffer[];
}

export interface Desk {
  readonly revocation: Revocation;
  /** Moves the clock by milliseconds. */
  later(ms: number): void;
  readonly alarms: string[];
  /** Lists of the trust directory, replaced as a whole. */
  hand(...crls: readonly Buffer[]): void;
  /** Checks, and tells how it went: the code of the refusal, or `good`. */
  check(leaf: Made, ...issuers: readonly Made[]): Promise<string>;
  /** Why the last check was refused, for operators. */
  readonly detail: string;
}

export const MINUTE = 60_000;

/** Revocation over real calls and a clock that starts now. */
export function desk(t: TestContext, options: DeskOptions = {}): Desk {
  const { allowed = ['127.0.0.0/8'], timeoutMs = 5_000, crls = [], ...rest } = options;
  const outbound = new PooledOutbound({ guard: new Guard(allowed), timeoutMs, maxBytes: 1_000_000 });
  t.after(() => outbound.close());
  let now = Date.now();
  const live = { current: crls.map(readCrl) as readonly Crl[] };
  const alarms: string[] = [];
  const revocation = new Revocation({
    outbound,
    clock: { now: () => now },
    crls: live,
    alarm: (detail) => void alarms.push(detail),
    options: {
      mode: 'when-stated',
      nonceRequired: false,
      maxAgeMs: 10 * MINUTE,
      skewMs: MINUTE,
      cacheMs: 5 * MINUTE,
      whenUnavailable: 'refuse',
      acceptForMs: 0,
      ...rest,
    },
  });
  let detail = '';
  return {
    revocation,
    alarms,
    later: (ms) => {
      now += ms;
    },
    hand: (...lists) => {
      live.current = lists.map(readCrl);
    },
    get detail() {
      return detail;
    },
    async check(leaf, ...issuers) {
      detail = '';
      try {
        await revocation.check(
          leaf.certificate,
          issuers.map(({ certificate }) => certificate),
        );
        return 'good';
      } catch (error) {
        assert.ok(error instanceof Refusal, String(error));
        detail = error.detail ?? '';
        return error.code;
      }
    },
  };
}

export const GOOD = 'good';
export const REVOKED = 'verify.revoked';
export const UNAVAILABLE = 'verify.revocation-unavailable';
