import { Router } from 'express';
import { ACCESSIBILITY_PAGE, accessibilityLink } from '../../base/accessibility.ts';
import { fill, type Language } from '../../base/errors/refusal.ts';
import { languageOf, otherLanguages } from '../language.ts';
import { PAGE_POLICY, paperHtml } from '../paper/html.ts';
import { heading, text } from '../paper/paper.ts';
import { STATEMENT } from './texts.ts';

export interface StatementPorts {
  /** Whose pages they are. */
  readonly issuer: string;
  /** E-mail address for complaints. */
  readonly contact: string | undefined;
}

/** The accessibility statement of the public plane: `GET /accessibilitat` (RD 1112/2018, article 15). */
export function accessibilityRouter(ports: StatementPorts): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.get(ACCESSIBILITY_PAGE, (request, response) => {
    response.set('content-security-policy', PAGE_POLICY).vary('accept-language').type('html');
    response.send(statementPage(languageOf(request), ports));
  });
  return router;
}

function statementPage(language: Language, { issuer, contact }: StatementPorts): string {
  const { title, sections, anywhere, footer } = STATEMENT[language];
  const own = { issuer, contact: contact ?? anywhere };
  const blocks = sections.flatMap(([head, ...paragraphs]) => [
    heading(head),
    ...paragraphs.map((paragraph) => text(fill(paragraph, own))),
  ]);
  const links = { more: otherLanguages(language, ACCESSIBILITY_PAGE), foot: accessibilityLink(language) };
  return paperHtml({ language, issuer, title, blocks, footer }, links);
}
