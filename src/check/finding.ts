import { hash } from 'node:crypto';
import type { Environment } from '../base/domain.ts';
import type { Level } from './texts/entry.ts';
import { type CheckName, FINDINGS, type FindingCode } from './texts/index.ts';

/** One thing that a check looked at. Its texts are in the table, by `code`; a good one has none. */
export interface Finding {
  readonly check: CheckName;
  readonly level: Level;
  readonly code?: FindingCode;
  /** What it is about: a port, modalitats. */
  readonly subject?: string;
  /** The fact that was seen, for machines and for people of any language. No personal data. */
  readonly seen: string;
}

export const good = (check: CheckName, seen: string, subject?: string): Finding => ({
  check,
  level: 'ok',
  ...(subject === undefined ? {} : { subject }),
  seen,
});

export const found = (code: FindingCode, seen: string, subject?: string): Finding => ({
  ...good(code.split('.', 1)[0] as CheckName, seen, subject),
  level: FINDINGS[code].level,
  code,
});

/** Milliseconds over `n` answers. */
export interface Latency {
  readonly n: number;
  readonly min: number;
  readonly median: number;
  readonly p95: number;
  readonly max: number;
}

export interface Report {
  readonly version: 1;
  /** Registry id; none for an address that is not registered. */
  readonly endpoint?: string;
  /** The address that was checked, and the other port's. */
  readonly urls: readonly string[];
  readonly environment: Environment;
  /** INE codes that were asked for. */
  readonly municipis: readonly string[];
  /** ISO 8601. */
  readonly at: string;
  /** No problem was found. */
  readonly accepted: boolean;
  /** SHA-256 of the public key (SPKI) that its TLS showed, base64: what to register as its pin. */
  readonly pin?: string;
  readonly latency?: Latency;
  readonly findings: readonly Finding[];
}

/** SHA-256 of a report as JSON, hexadecimal: what `endpoint.verified` refers to. */
export const reportHash = (report: Report): string => hash('sha256', JSON.stringify(report), 'hex');

/** Findings that say the same are told once, with all that they are about. */
export function merged(findings: readonly Finding[]): Finding[] {
  const together = new Map<string, { finding: Finding; subjects: Set<string> }>();
  for (const finding of findings) {
    const key = `${finding.check} ${finding.code} ${finding.seen}`;
    const known = together.get(key) ?? { finding, subjects: new Set<string>() };
    if (finding.subject !== undefined) known.subjects.add(finding.subject);
    together.set(key, known);
  }
  return [...together.values()].map(({ finding, subjects }) =>
    subjects.size === 0 ? finding : { ...finding, subject: [...subjects].join(', ') },
  );
}
