import { readFileSync } from 'node:fs';
import type { Clock } from './base/clock.ts';
import type { Live } from './base/domain.ts';
import { Guard } from './base/outbound/guard.ts';
import type { Config } from './config/index.ts';
import { PooledOutbound } from './outbound/index.ts';
import type { Logger } from './record/index.ts';
import { type CertificateStatus, type Crl, makeStatus, Psis, type PsisPorts, Revocation } from './verify/index.ts';

const CRL_BYTES = 10_485_760;
const PSIS_BYTES = 65_536;
const PREFETCH_MS = 5_000;

/** The part of the composition that asks whether certificates still count: revocation and PSIS, each with its own calls. */
export function openStatus(
  config: Config,
  crls: Live<readonly Crl[]>,
  clock: Clock,
  logger: Logger,
  keep: PsisPorts['keep'],
): { readonly status: CertificateStatus; close(): Promise<void> } {
  const opened: (() => unknown)[] = [];
  const revocation = config.psis.mode === 'instead' ? undefined : openRevocation(config, crls, clock, logger, opened);
  const psis = config.psis.mode === 'off' ? undefined : openPsis(config, clock, logger, keep, opened);
  return {
    status: makeStatus(revocation, psis),
    async close() {
      for (const end of opened) await end();
    },
  };
}

function openRevocation(
  { revocation, verify }: Config,
  crls: Live<readonly Crl[]>,
  clock: Clock,
  logger: Logger,
  opened: (() => unknown)[],
): Revocation {
  const { timeoutMs, allowPrivate, ...options } = revocation;
  const outbound = new PooledOutbound({ guard: new Guard(allowPrivate), timeoutMs, maxBytes: CRL_BYTES });
  const alarm = (detail: string): void => logger.warn({ detail }, 'revocation');
  const checker = new Revocation({ outbound, clock, options: { ...options, skewMs: verify.clockSkewMs }, crls, alarm });
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    checker.prefetch().finally(() => {
      busy = false;
    });
  }, PREFETCH_MS);
  timer.unref();
  opened.push(
    () => clearInterval(timer),
    () => outbound.close(),
  );
  return checker;
}

function openPsis(
  { psis }: Config,
  clock: Clock,
  logger: Logger,
  keep: PsisPorts['keep'],
  opened: (() => unknown)[],
): Psis {
  const { primary = '', secondary, caFile, timeoutMs, validCacheMs, invalidCacheMs, allowPrivate } = psis;
  const outbound = new PooledOutbound({
    guard: new Guard(allowPrivate),
    timeoutMs,
    maxBytes: PSIS_BYTES,
    ...(caFile ? { ca: [readFileSync(caFile, 'utf8')] } : {}),
  });
  opened.push(() => outbound.close());
  return new Psis({
    outbound,
    clock,
    options: { primary, validCacheMs, invalidCacheMs, ...(secondary ? { secondary } : {}) },
    keep,
    failed: (server, why) => logger.warn({ server, why }, 'PSIS'),
  });
}
