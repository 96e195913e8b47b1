import type { Language } from '../../base/errors/refusal.ts';
import { type Report, reportHash } from '../finding.ts';
import { WORDS } from '../texts/index.ts';
import { tell } from './told.ts';

/** A report as the document that `documents` makes a PDF of. */
export function asSheet(report: Report, language: Language) {
  const word = (name: keyof typeof WORDS): string => WORDS[name][language];
  const { endpoint, urls, environment, municipis, accepted, at } = report;
  return {
    language,
    issuer: 'padro-gateway',
    title: word('title'),
    subtitle: [...(endpoint ? [endpoint] : []), ...urls].join(' · '),
    intro:
      `${word('verdict')}: ${word(accepted ? 'accepted' : 'refused')}. ${word('environment')}: ${environment}. ` +
      `${word('municipalities')}: ${municipis.join(', ') || '–'}. ${word('at')}: ${at}.`,
    findings: report.findings.map((finding) => {
      const { check, ...told } = tell(finding, language);
      return { ...told, title: check };
    }),
    footer: `SHA-256 ${reportHash(report)}`,
  };
}
