import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { type Finding, found, good } from '../finding.ts';
import type { Step } from './context.ts';

const SOON_MS = 30 * 86_400_000;

/** Codes that the dates and the name, which are judged apart, give as well. */
const JUDGED_APART = /^(CERT_HAS_EXPIRED|CERT_NOT_YET_VALID|ERR_TLS_CERT_ALTNAME_INVALID)$/;

const day = (text: string): string => new Date(text).toISOString().slice(0, 10);

/** Dates, name, chain and pin of the certificate that the TLS showed. */
export const certificate: Step = {
  name: 'certificate',
  async run({ tls, target, ports }) {
    if (!tls) return [];
    const findings = [
      ...dates(tls.certificate, ports.clock.now()),
      ...name(tls.certificate, new URL(target.url).hostname.replace(/^\[|\]$/g, '')),
      ...(tls.problem && !JUDGED_APART.test(tls.problem) ? [found('certificate.chain', tls.problem)] : []),
      ...pin(tls.pin, target.pins),
    ];
    return findings.some(({ code }) => code !== undefined && code !== 'certificate.unpinned')
      ? findings
      : [good('certificate', `${day(tls.certificate.validTo)}, pin ${tls.pin}`), ...findings];
  },
};

function dates({ validFrom, validTo }: X509Certificate, now: number): Finding[] {
  if (now < Date.parse(validFrom)) return [found('certificate.not-yet', day(validFrom))];
  const left = Date.parse(validTo) - now;
  if (left < 0) return [found('certificate.expired', day(validTo))];
  return left < SOON_MS ? [found('certificate.soon', day(validTo))] : [];
}

function name(shown: X509Certificate, host: string): Finding[] {
  const fits = isIP(host) ? shown.checkIP(host) : shown.checkHost(host);
  return fits === undefined
    ? [found('certificate.name', `${shown.subjectAltName ?? 'no subjectAltName'} ≠ ${host}`)]
    : [];
}

function pin(shown: string, registered: readonly string[]): Finding[] {
  if (registered.includes(shown)) return [];
  return [found(registered.length === 0 ? 'certificate.unpinned' : 'certificate.pin', shown)];
}
