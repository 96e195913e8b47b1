import type { Language } from '../../base/errors/refusal.ts';
import type { Finding } from '../finding.ts';
import { CHECKS, FINDINGS, LEVELS } from '../texts/index.ts';

/** A finding in one language. `cause` and `remedy` are of those that are not good. */
export interface Told {
  readonly check: string;
  readonly level: string;
  readonly seen: string;
  readonly cause?: string;
  readonly remedy?: string;
}

export function tell({ check, level, code, subject, seen }: Finding, language: Language): Told {
  const text = code === undefined ? undefined : FINDINGS[code];
  return {
    check: CHECKS[check][language],
    level: LEVELS[level][language],
    seen: subject === undefined ? seen : `${subject}: ${seen}`,
    ...(text ? { cause: text.cause[language], remedy: text.remedy[language] } : {}),
  };
}
