import { type Language, oneLine } from '../../base/errors/refusal.ts';
import type { Report } from '../finding.ts';
import { WORDS } from '../texts/index.ts';
import { tell } from './told.ts';

const SIGNS = { ok: '✓', warning: '!', problem: '✗' } as const;

/** A report as lines for a terminal. */
export function asText(report: Report, language: Language): string {
  const word = (name: keyof typeof WORDS): string => WORDS[name][language];
  const lines = [
    `${word('title')}: ${report.urls.join(', ')}`,
    `${word('environment')}: ${report.environment}; ${word('municipalities')}: ${report.municipis.join(', ') || '–'}; ${report.at}`,
    '',
  ];
  for (const finding of report.findings) {
    const { check, seen, cause, remedy } = tell(finding, language);
    lines.push(`${SIGNS[finding.level]} ${check}: ${seen}`);
    if (cause) lines.push(`    ${cause}`, `    → ${remedy}`);
  }
  lines.push('', `${word('verdict')}: ${word(report.accepted ? 'accepted' : 'refused')}`);
  return `${lines.map(oneLine).join('\n')}\n`;
}
