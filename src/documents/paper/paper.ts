import type { Language } from '../../base/errors/refusal.ts';
import type { Widths } from './table.ts';

/** A document as data: written once, rendered as a page (`html.ts`) and as a PDF (`pdf.ts`). Texts are plain. */
export interface Paper {
  readonly language: Language;
  /** Who issues it, above the title. */
  readonly issuer: string;
  readonly title: string;
  readonly subtitle?: string;
  readonly blocks: readonly Block[];
  /** One line, repeated at the foot of every page. */
  readonly footer: string;
}

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  /** Label and value, one pair a row. */
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [label: string, value: string])[] }
  | {
      readonly kind: 'table';
      readonly columns: readonly string[];
      readonly rows: readonly (readonly string[])[];
      /** Points by column in print, `*` for the rest; none: all the same. */
      readonly widths?: Widths;
    }
  | { readonly kind: 'steps'; readonly steps: readonly Step[] }
  | { readonly kind: 'code'; readonly lines: readonly string[] }
  /** A framed box; `strong` is set large, as a code that is to be copied. */
  | { readonly kind: 'box'; readonly title: string; readonly strong: string; readonly lines: readonly string[] };

export interface Step {
  readonly text: string;
  readonly code?: readonly string[];
}

export const heading = (text: string): Block => ({ kind: 'heading', text });
export const text = (content: string): Block => ({ kind: 'text', text: content });
export const facts = (rows: readonly (readonly [string, string])[]): Block => ({ kind: 'facts', rows });
