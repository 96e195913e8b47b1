import { type Expected, sayExpected } from './catalogue/expected.ts';
import { CATALOGUE, type Code, type Entry } from './catalogue/index.ts';

/** Values that may stand in a public text: paths in the message and what was expected there. */
export interface Params {
  readonly [name: string]: string | number;
  readonly expected?: Expected;
}

/**
 * A request, command or file is refused. The only error that has a public text; whatever else is thrown is `internal`.
 */
export class Refusal extends Error {
  readonly code: Code;
  readonly params: Params;
  /** For operators only: never in an answer. Holds no personal data. */
  readonly detail: string | undefined;

  constructor(code: Code, params: Params = {}, options: { detail?: string; cause?: unknown } = {}) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'Refusal';
    this.code = code;
    this.params = params;
    this.detail = options.detail;
  }

  get entry(): Entry {
    return CATALOGUE[this.code];
  }

  /** What the outside is told: the entry itself, or the one that it hides behind. */
  get told(): { readonly code: Code; readonly entry: Entry } {
    const code = this.entry.toldAs ?? this.code;
    return { code, entry: CATALOGUE[code] };
  }
}

export const asRefusal = (error: unknown): Refusal =>
  error instanceof Refusal ? error : new Refusal('internal', {}, { cause: error, detail: nameOf(error) });

/** The kind of an unexpected error, without its text: that may quote a message. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' ? `${error.name} ${code}` : error.name;
}

export type Language = 'ca' | 'es' | 'en';

/** Values that are phrases of the catalogue themselves. */
const PHRASED: ReadonlySet<string> = new Set(['expected', 'problem']);

/**
 * A text of the catalogue with its `{placeholders}` filled in; each value on one line and at most 200 characters.
 *
 * @param language of the text
 */
export function fill(text: string, params: Params, language: Language = 'en'): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    const said = PHRASED.has(name) ? sayExpected(String(value), language) : String(value);
    return oneLine(said).slice(0, 200);
  });
}

/** Control, format and line-separating characters become `?`: nothing that a client sends can forge a line of a log. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '?');
