import { createHash } from 'node:crypto';
import { accessibilityLink } from '../../base/accessibility.ts';
import type { Texts } from '../../base/errors/catalogue/index.ts';
import type { Language } from '../../base/errors/refusal.ts';
import { PAGE } from './texts.ts';

export interface FormField {
  readonly name: string;
  readonly label: Texts;
  readonly input: 'text' | 'email' | 'tel' | 'number' | 'date' | 'textarea' | 'select';
  readonly autocomplete?: string;
  readonly choices?: Readonly<Record<string, Texts>>;
  readonly required: boolean;
  readonly value: string;
}

/** What a link asks for. */
export interface LinkForm {
  readonly language: Language;
  /** Name of the municipality. */
  readonly name: string;
  readonly fields: readonly FormField[];
  /** It wants a document, as PDF. */
  readonly document: boolean;
}

/** What was wrong with a form that was sent. */
export interface Mistake {
  readonly text: string;
  /** Names of the fields that it is about. */
  readonly fields: ReadonlySet<string>;
}

const STYLE = `body{font:1.125rem/1.5 sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
label{display:block;font-weight:bold;margin-top:1.25rem}
input,select,textarea,button{font:inherit;width:100%;box-sizing:border-box;padding:.5rem;border:2px solid #4a4a4a;border-radius:.25rem;color:inherit;background:#fff}
:focus{outline:3px solid #00509d;outline-offset:2px}
button{margin-top:2rem;background:#00509d;border-color:#00509d;color:#fff;font-weight:bold}
.mistake{border-left:.4rem solid #a4000f;padding-left:1rem}
.wrong{color:#a4000f}`;

/** Nothing but its own style, and forms to itself: no script, no frame, no other origin. */
export const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`;

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** The form of a link, with what was wrong when it was sent before. */
export function formPage({ language, name, fields, document }: LinkForm, mistake?: Mistake): string {
  const texts = PAGE[language];
  const summary = mistake
    ? `<div class="mistake" role="alert"><h2>${texts.mistake}</h2><p>${escapeHtml(mistake.text)}</p></div>`
    : '';
  const rows = fields.map((field) => row(field, language, mistake?.fields.has(field.name) ?? false)).join('\n');
  const file = document
    ? `<label for="document">${texts.document} (${texts.required})</label>
<input type="file" id="document" name="document" accept="application/pdf" required>`
    : '';
  return shell(
    language,
    `${mistake ? `${texts.mistake}: ` : ''}${texts.title} · ${name}`,
    `<h1>${texts.title} · ${escapeHtml(name)}</h1>
<p>${texts.once}</p>
${summary}
<form method="post"${document ? ' enctype="multipart/form-data"' : ''}>
${rows}
${file}
<button type="submit">${texts.send}</button>
</form>`,
  );
}

function row(
  { name, label, input, autocomplete, choices, required, value }: FormField,
  language: Language,
  wrong: boolean,
): string {
  const texts = PAGE[language];
  const attributes = [
    `id="${name}" name="${name}"`,
    required ? ' required' : '',
    autocomplete ? ` autocomplete="${autocomplete}"` : '',
    wrong ? ` aria-invalid="true" aria-describedby="${name}-wrong"` : '',
  ].join('');
  const hint = wrong ? `<p class="wrong" id="${name}-wrong">${texts.wrong}</p>` : '';
  return `<label for="${name}">${escapeHtml(label[language])} (${required ? texts.required : texts.optional})</label>
${hint}${control(input, attributes, value, choices, language)}`;
}

function control(
  input: FormField['input'],
  attributes: string,
  value: string,
  choices: FormField['choices'],
  language: Language,
): string {
  if (input === 'textarea') return `<textarea ${attributes} rows="6">${escapeHtml(value)}</textarea>`;
  if (input !== 'select') return `<input type="${input}" ${attributes} value="${escapeHtml(value)}">`;
  const options = Object.entries(choices ?? {}).map(
    ([choice, text]) =>
      `<option value="${choice}"${choice === value ? ' selected' : ''}>${escapeHtml(text[language])}</option>`,
  );
  return `<select ${attributes}><option value=""></option>${options.join('')}</select>`;
}

/** A page that says one thing: that it was received, or why not. */
export const plainPage = (language: Language, title: string, text: string): string =>
  shell(language, title, `<h1>${escapeHtml(title)}</h1>\n<p>${escapeHtml(text)}</p>`);

const shell = (language: Language, title: string, main: string): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${main}
</main>
<footer>${accessibilityLink(language)}</footer>
</body>
</html>
`;
