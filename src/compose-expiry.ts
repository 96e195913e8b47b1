import { readFileSync } from 'node:fs';
import type { Clock } from './base/clock.ts';
import type { Live } from './base/domain.ts';
import { WARNED, warningOf } from './base/expiry.ts';
import type { Config } from './config/index.ts';
import { type Logger, type Metrics, tellExpiry, type Watched } from './record/index.ts';
import { type Ending, endingOf, type Registry } from './registry/index.ts';
import type { Seals } from './seal/index.ts';
import type { TrustStore } from './verify/index.ts';

const DAY_MS = 86_400_000;

export interface ExpiryPorts {
  readonly config: Config;
  readonly seals: Seals | undefined;
  readonly trust: Live<TrustStore>;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/** Tells now and every day when certificates end: our own, the trust anchors' and those of the registry. @returns what stops it */
export function watchExpiry({ config, seals, trust, registry, clock, metrics, logger }: ExpiryPorts): () => void {
  const { tlsCertFile } = config.consumer;
  const watched = (): Watched[] => [
    ...(seals?.certificates ?? []).map(({ name, pem }) => ({ kind: 'seal', name, pem }) as const),
    ...(tlsCertFile ? [{ kind: 'tls', name: 'consumer', pem: readFileSync(tlsCertFile, 'utf8') } as const] : []),
    ...[...trust.current.anchors.values()].map(
      ({ label, certificate }) => ({ kind: 'anchor', name: label, pem: certificate.x509.toString() }) as const,
    ),
  ];
  const ending = (days: number): Ending[] => endingOf(registry, clock.now(), days).filter(({ renewed }) => !renewed);
  metrics.watchCertificates(
    (holder, days) =>
      ending(days).filter(({ endpoint }) => (holder === 'endpoint') === (endpoint !== undefined)).length,
  );
  const tell = (): void => {
    tellExpiry(watched(), clock.now(), metrics, logger);
    for (const { ens, endpoint, label, ends, daysLeft } of ending(Math.max(...WARNED))) {
      const level = warningOf(Date.parse(ends), clock.now()) === 7 ? 'error' : 'warn';
      logger[level]({ ens, endpoint, label, daysLeft }, 'a registered certificate ends soon');
    }
  };
  tell();
  const daily = setInterval(tell, DAY_MS);
  daily.unref();
  return () => clearInterval(daily);
}
