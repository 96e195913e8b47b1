import { hash } from 'node:crypto';
import type { Block, Paper, Step } from './paper.ts';

/** The one style of every page; contrast of text at least 7:1, no size in pixels, print without colours. */
export const STYLE = `:root{color-scheme:light}
body{margin:0;background:#f2f4f7;color:#1d2433;font:1rem/1.55 system-ui,sans-serif}
main{box-sizing:border-box;max-width:52rem;margin:0 auto;padding:2rem;background:#fff;border-top:.4rem solid #8c1d2f}
.issuer{margin:0;color:#4a5362;font-size:.9rem}
h1{margin:.2rem 0;font-size:1.8rem;line-height:1.2}
h2{margin:2rem 0 .5rem;font-size:1.2rem}
.subtitle{margin:0 0 1.5rem;color:#4a5362}
table{width:100%;border-collapse:collapse}
th,td{padding:.4rem .6rem;text-align:left;vertical-align:top;border-bottom:1px solid #c9ced6;overflow-wrap:anywhere}
thead th{background:#f2f4f7}
tbody th{width:14rem;color:#4a5362;font-weight:normal}
pre{margin:.5rem 0;padding:.8rem 1rem;background:#f2f4f7;overflow-x:auto;font:.85rem/1.5 ui-monospace,monospace}
.box{margin:1.5rem 0;padding:1rem;border:2px solid #1d2433}
.box p{margin:.2rem 0}
.strong{font:bold 1.3rem ui-monospace,monospace;letter-spacing:.05em}
li{margin:.6rem 0}
label{display:block;margin:1rem 0 .3rem;font-weight:bold}
input{box-sizing:border-box;max-width:100%;padding:.5rem;border:1px solid #4a5362;font:inherit}
button{margin-top:1rem;padding:.6rem 1.2rem;border:0;background:#1d2433;color:#fff;font:inherit;cursor:pointer}
a,button{border-radius:2px}
:focus-visible{outline:3px solid #8c1d2f;outline-offset:2px}
footer{margin-top:2rem;color:#4a5362;font-size:.85rem}
@media print{body{background:#fff}main{padding:0;border-top-color:#000}pre{white-space:pre-wrap;overflow-wrap:anywhere}}`;

/** Content-Security-Policy of every page: nothing but its own style and forms to itself. */
export const PAGE_POLICY =
  `default-src 'none'; style-src 'sha256-${hash('sha256', STYLE, 'base64')}'; form-action 'self'; ` +
  "base-uri 'none'; frame-ancestors 'none'";

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => ENTITIES[char]!);

const cells = (tag: string, texts: readonly string[], scope = ''): string =>
  texts.map((text) => `<${tag}${scope}>${escapeHtml(text)}</${tag}>`).join('');
const pre = (lines: readonly string[]): string => `<pre tabindex="0">${escapeHtml(lines.join('\n'))}</pre>`;
const step = ({ text, code }: Step): string => `<li>${escapeHtml(text)}${code ? pre(code) : ''}</li>`;

const WRITE: { readonly [K in Block['kind']]: (block: Extract<Block, { kind: K }>) => string } = {
  heading: ({ text }) => `<h2>${escapeHtml(text)}</h2>`,
  text: ({ text }) => `<p>${escapeHtml(text)}</p>`,
  facts: ({ rows }) =>
    `<table><tbody>${rows.map(([label, value]) => `<tr>${cells('th', [label], ' scope="row"')}${cells('td', [value])}</tr>`).join('')}</tbody></table>`,
  table: ({ columns, rows }) =>
    `<table><thead><tr>${cells('th', columns, ' scope="col"')}</tr></thead>` +
    `<tbody>${rows.map((row) => `<tr>${cells('td', row)}</tr>`).join('')}</tbody></table>`,
  steps: ({ steps }) => `<ol>${steps.map(step).join('')}</ol>`,
  code: ({ lines }) => pre(lines),
  box: ({ title, strong, lines }) =>
    `<div class="box"><p>${escapeHtml(title)}</p><p class="strong">${escapeHtml(strong)}</p>${lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('')}</div>`,
};

const blockHtml = <K extends Block['kind']>(block: Extract<Block, { kind: K }>): string =>
  (WRITE[block.kind as K] as (block: Extract<Block, { kind: K }>) => string)(block);

/** A whole page, WCAG 2.1 AA. `more` is HTML behind the blocks, such as a form; `foot` HTML in the footer. */
export const paperHtml = (
  { language, issuer, title, subtitle, blocks, footer }: Paper,
  { more = '', foot = '' } = {},
): string =>
  `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body><main><p class="issuer">${escapeHtml(issuer)}</p><h1>${escapeHtml(title)}</h1>
${subtitle ? `<p class="subtitle">${escapeHtml(subtitle)}</p>\n` : ''}${blocks.map(blockHtml).join('\n')}
${more}<footer>${escapeHtml(footer)}${foot && ` · ${foot}`}</footer></main></body></html>
`;
