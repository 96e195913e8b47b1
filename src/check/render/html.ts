import type { Language } from '../../base/errors/refusal.ts';
import { escapeText } from '../../base/xml/escape.ts';
import type { Report } from '../finding.ts';
import { WORDS } from '../texts/index.ts';
import { tell } from './told.ts';

/** Colours have a contrast of 4.5 to 1 and more on white (WCAG 2.1 AA), and every level is also a word. */
const STYLE = `body{font:1rem/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
table{border-collapse:collapse;width:100%}caption{text-align:left;font-weight:bold;margin:.5rem 0}
th,td{border:1px solid #767676;padding:.5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
thead th{background:#f0f0f0}.ok{color:#0a5c1f}.warning{color:#7a4b00}.problem{color:#a30000}.level{font-weight:bold;white-space:nowrap}
dt{font-weight:bold}dd{margin:0 0 .5rem}`;

/** A report as one page that stands alone: no scripts, nothing loaded from elsewhere. */
export function asHtml(report: Report, language: Language): string {
  const word = (name: keyof typeof WORDS): string => escapeText(WORDS[name][language]);
  const verdict = word(report.accepted ? 'accepted' : 'refused');
  const facts: readonly (readonly [string, string])[] = [
    [word('verdict'), `<strong class="${report.accepted ? 'ok' : 'problem'}">${verdict}</strong>`],
    [word('target'), [...(report.endpoint ? [report.endpoint] : []), ...report.urls].map(escapeText).join('<br>')],
    [word('environment'), report.environment],
    [word('municipalities'), report.municipis.join(', ') || '–'],
    [word('at'), `<time datetime="${report.at}">${report.at}</time>`],
    ...(report.pin ? [['SPKI', `<code>${escapeText(report.pin)}</code>`] as const] : []),
  ];
  const rows = report.findings.map((finding) => {
    const { check, level, seen, cause = '', remedy = '' } = tell(finding, language);
    return `<tr><th scope="row">${escapeText(check)}</th><td class="level ${finding.level}">${escapeText(level)}</td><td>${escapeText(seen)}</td><td>${escapeText(cause)}</td><td>${escapeText(remedy)}</td></tr>`;
  });
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${word('title')}: ${verdict}</title><style>${STYLE}</style></head>
<body><main>
<h1>${word('title')}</h1>
<dl>${facts.map(([term, value]) => `<dt>${term}</dt><dd>${value}</dd>`).join('')}</dl>
<table><caption>${word('seen')}</caption>
<thead><tr><th scope="col">${word('check')}</th><th scope="col">${word('verdict')}</th><th scope="col">${word('seen')}</th><th scope="col">${word('cause')}</th><th scope="col">${word('remedy')}</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table>
</main></body>
</html>
`;
}
