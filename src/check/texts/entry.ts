import { type Texts, texts } from '../../base/errors/catalogue/entry.ts';

export type Level = 'ok' | 'warning' | 'problem';

/** What a finding means to a technician of the municipality, and what to do about it. */
export interface FindingText {
  readonly level: Exclude<Level, 'ok'>;
  readonly cause: Texts;
  readonly remedy: Texts;
}

type Three = readonly [ca: string, es: string, en: string];

const text = (level: FindingText['level']) => (cause: Three, remedy: Three) =>
  ({ level, cause: texts(...cause), remedy: texts(...remedy) }) satisfies FindingText;

export const problem = text('problem');
export const warning = text('warning');
