import { X509Certificate } from 'node:crypto';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';

/** A certificate of the deployment's own. `kind` and `name` are labels of a metric: from the configuration, never from a message. */
export interface Watched {
  readonly kind: 'seal' | 'tls' | 'anchor';
  readonly name: string;
  readonly pem: string;
}

const DAY = 86_400_000;
/** Days before the end at which it is told, once for each. */
const WARNED = [7, 30, 60] as const;

/** The first of 7, 30 and 60 days that a certificate has left at most; undefined while it has more. Below 0: it has ended. */
export const warningOf = (notAfter: number, now: number): number | undefined =>
  WARNED.find((days) => notAfter - now <= days * DAY);

/** Tells when certificates end, as a metric, and in the log from 60, 30 and 7 days before. */
export function tellExpiry(watched: readonly Watched[], now: number, metrics: Metrics, logger: Logger): void {
  for (const { kind, name, pem } of watched) {
    const notAfter = Date.parse(new X509Certificate(pem).validTo);
    metrics.expires(kind, name, notAfter);
    const days = warningOf(notAfter, now);
    if (days === undefined) continue;
    const left = Math.floor((notAfter - now) / DAY);
    logger[days === 7 ? 'error' : 'warn']({ kind, name, daysLeft: left }, 'a certificate ends soon');
  }
}
