import type { Language } from '../base/errors/refusal.ts';
import { facts, heading, type Paper, text } from './paper/paper.ts';
import { paperPdf } from './paper/pdf.ts';

/** One thing that was found, in the report's language; `level` as it is to be shown, such as `ERROR`. */
export interface ReportFinding {
  readonly level: string;
  readonly title: string;
  readonly seen: string;
  /** Where something is wrong. */
  readonly cause?: string;
  readonly remedy?: string;
}

export interface Report {
  readonly language: Language;
  readonly issuer: string;
  readonly title: string;
  readonly subtitle?: string;
  readonly intro: string;
  readonly findings: readonly ReportFinding[];
  readonly footer: string;
}

const LABELS: Readonly<Record<Language, readonly [seen: string, cause: string, remedy: string]>> = {
  ca: ['Què hem vist', 'Causa', 'Solució'],
  es: ['Qué hemos visto', 'Causa', 'Solución'],
  en: ['What was seen', 'Cause', 'Remedy'],
};

export function reportPaper({ findings, intro, ...rest }: Report): Paper {
  const [seenLabel, causeLabel, remedyLabel] = LABELS[rest.language];
  return {
    ...rest,
    blocks: [
      text(intro),
      ...findings.flatMap(({ level, title, seen, cause, remedy }) => [
        heading(`${level} · ${title}`),
        facts([
          [seenLabel, seen],
          ...(cause ? [[causeLabel, cause] as const] : []),
          ...(remedy ? [[remedyLabel, remedy] as const] : []),
        ]),
      ]),
    ],
  };
}

/** A report for technicians as a PDF. `at` in milliseconds. */
export const reportPdf = (report: Report, at: number): Promise<Buffer> => paperPdf(reportPaper(report), at);
