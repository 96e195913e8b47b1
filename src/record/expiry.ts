import { X509Certificate } from 'node:crypto';
import { daysLeft, warningOf } from '../base/expiry.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';

/** A certificate of the deployment's own. `kind` and `name` are labels of a metric: from the configuration, never from a message. */
export interface Watched {
  readonly kind: 'seal' | 'tls' | 'anchor';
  readonly name: string;
  readonly pem: string;
}

/** Tells when certificates end, as a metric, and in the log from 60, 30 and 7 days before. */
export function tellExpiry(watched: readonly Watched[], now: number, metrics: Metrics, logger: Logger): void {
  for (const { kind, name, pem } of watched) {
    const notAfter = Date.parse(new X509Certificate(pem).validTo);
    metrics.expires(kind, name, notAfter);
    const days = warningOf(notAfter, now);
    if (days === undefined) continue;
    const left = daysLeft(notAfter, now);
    logger[days === 7 ? 'error' : 'warn']({ kind, name, daysLeft: left }, 'a certificate ends soon');
  }
}
