import { accessibilityLink } from '../../base/accessibility.ts';
import { localTimestamp } from '../../base/clock.ts';
import type { Language } from '../../base/errors/refusal.ts';
import { otherLanguages } from '../language.ts';
import { escapeHtml, paperHtml } from '../paper/html.ts';
import { type Block, facts, heading, text } from '../paper/paper.ts';
import type { Verdict } from './check.ts';
import { TEXTS, type VerificationTexts } from './texts.ts';

/** The check page, with the result of a check or without; `path` is its own address. */
export function verificationPage(
  language: Language,
  issuer: string,
  path: string,
  verdict?: Verdict | { readonly kind: 'busy' },
): string {
  const texts = TEXTS[language];
  const blocks: Block[] = [...(verdict ? [heading(texts.result), ...resultOf(verdict, texts)] : []), text(texts.intro)];
  return paperHtml(
    { language, issuer, title: texts.title, blocks, footer: texts.footer },
    {
      more: form(language, texts, path) + otherLanguages(language, escapeHtml(path)),
      foot: accessibilityLink(language),
    },
  );
}

function resultOf(verdict: Verdict | { readonly kind: 'busy' }, texts: VerificationTexts): Block[] {
  if (verdict.kind !== 'issued') return [text(texts[verdict.kind])];
  const { issued, match } = verdict;
  const said = match === false ? texts.changed : match ? `${texts.issued} ${texts.same}` : texts.issued;
  return [
    text(said),
    facts([
      [texts.document, issued.title],
      [texts.date, localTimestamp(issued.at).slice(0, 16).replace('T', ' ')],
      [texts.ens, `${issued.ensName} (${issued.ens})`],
      [texts.hash, issued.sha256],
    ]),
  ];
}

const form = (language: Language, texts: VerificationTexts, path: string): string =>
  `<form method="post" enctype="multipart/form-data" action="${escapeHtml(path)}?lang=${language}">
<label for="codi">${escapeHtml(texts.code)}</label>
<input id="codi" name="codi" size="30" maxlength="60" autocomplete="off" spellcheck="false">
<label for="fitxer">${escapeHtml(texts.file)}</label>
<input id="fitxer" name="fitxer" type="file" accept="application/pdf">
<div><button type="submit">${escapeHtml(texts.send)}</button></div></form>
`;
