import express, { type Request, type Response, type Router } from 'express';
import { fill, type Language, Refusal } from '../../base/errors/refusal.ts';
import { drain, readBody } from '../body.ts';
import { readForm, type Sent } from './multipart.ts';
import { formPage, type LinkForm, type Mistake, POLICY, plainPage } from './page.ts';
import { PAGE } from './texts.ts';

export interface PublicLinkPorts {
  /** The form that a link opens; looking spends nothing. @throws Refusal `circuit.link` */
  readonly look: (id: string, token: string) => LinkForm;
  /** Does what the link is for, and spends it. @throws Refusal `circuit.*` */
  readonly spend: (
    id: string,
    token: string,
    sent: { fields: Sent['fields']; document: Buffer | undefined },
  ) => Promise<void>;
  /** Language of pages about links that are none. */
  readonly language: Language;
}

/** The document and what a form holds beside it. */
const BODY_BYTES = 10_485_760 + 65_536;

const HEADERS = {
  'Content-Security-Policy': POLICY,
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'X-Robots-Tag': 'noindex',
};

/**
 * The pages of single-use links, for the public plane: `GET` shows the form (mail scanners open links), only `POST` spends it.
 * An unexpected error goes on to the application's handler.
 */
export function publicLinkRouter({ look, spend, language }: PublicLinkPorts): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  router.use('/integracio', (_request, response, next) => {
    response.set(HEADERS);
    next();
  });
  router
    .route('/integracio/:id/:token')
    .get((request, response) => {
      attempt(response, language, () => response.send(formPage(look(...linkOf(request)))));
    })
    .post(async (request, response) => {
      let form: LinkForm | undefined;
      let sent: Sent | undefined;
      try {
        form = look(...linkOf(request));
        sent = readForm(request.headers['content-type'] ?? '', await readBody(request, response, BODY_BYTES));
        await spend(...linkOf(request), { fields: filled(sent.fields), document: sent.file });
        const texts = PAGE[form.language];
        response.send(plainPage(form.language, texts.received, texts.thanks));
      } catch (error) {
        drain(request, response);
        const mistake = form && mistakeOf(error, form);
        if (!form || !mistake) {
          attempt(response, form?.language ?? language, () => {
            throw error;
          });
          return;
        }
        const fields = form.fields.map((field) => ({ ...field, value: sent?.fields[field.name] ?? field.value }));
        response.status(400).send(formPage({ ...form, fields }, mistake));
      }
    });
  return router;
}

const linkOf = ({ params }: Request): [string, string] => [String(params.id), String(params.token)];

/** Fields that were left empty are fields that were not sent. */
const filled = (fields: Sent['fields']): Sent['fields'] =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== ''));

function attempt(response: Response, language: Language, act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { http, text, next } = error.entry;
    const said = `${fill(text[language], error.params, language)} ${next[language]}`;
    response.status(http).send(plainPage(language, PAGE[language].sorry, said));
  }
}

/** What whoever filled in the form can put right; undefined when it is something else. */
function mistakeOf(error: unknown, { language, fields }: LinkForm): Mistake | undefined {
  if (!(error instanceof Refusal) || !MENDABLE.has(error.code)) return undefined;
  const { field, missing, problem } = error.params;
  const names = new Set(String(field ?? missing ?? '').split(', '));
  const labels = fields.filter(({ name }) => names.has(name)).map(({ label }) => label[language]);
  const why = problem === undefined ? '' : fill(': {problem}', error.params, language);
  const text = labels.length > 0 ? labels.join(' · ') + why : fill(error.entry.text[language], error.params, language);
  return { text, fields: names };
}

const MENDABLE: ReadonlySet<string> = new Set(['circuit.field', 'circuit.missing', 'circuit.document', 'circuit.form']);
