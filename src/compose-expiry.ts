import { readFileSync } from 'node:fs';
import type { Clock } from './base/clock.ts';
import type { Live } from './base/domain.ts';
import type { Config } from './config/index.ts';
import { type Logger, type Metrics, tellExpiry, type Watched } from './record/index.ts';
import type { Seals } from './seal/index.ts';
import type { TrustStore } from './verify/index.ts';

const DAY_MS = 86_400_000;

export interface ExpiryPorts {
  readonly config: Config;
  readonly seals: Seals | undefined;
  readonly trust: Live<TrustStore>;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/** Tells now and every day when certificates end: our own and the trust anchors'. @returns what stops it */
export function watchExpiry({ config, seals, trust, clock, metrics, logger }: ExpiryPorts): () => void {
  const { tlsCertFile } = config.consumer;
  const watched = (): Watched[] => [
    ...(seals?.certificates ?? []).map(({ name, pem }) => ({ kind: 'seal', name, pem }) as const),
    ...(tlsCertFile ? [{ kind: 'tls', name: 'consumer', pem: readFileSync(tlsCertFile, 'utf8') } as const] : []),
    ...[...trust.current.anchors.values()].map(
      ({ label, certificate }) => ({ kind: 'anchor', name: label, pem: certificate.x509.toString() }) as const,
    ),
  ];
  const tell = (): void => tellExpiry(watched(), clock.now(), metrics, logger);
  tell();
  const daily = setInterval(tell, DAY_MS);
  daily.unref();
  return () => clearInterval(daily);
}
