import { oneLine } from '../../base/errors/refusal.ts';
import { reasonLines } from '../explain/reason.ts';
import type { Verdict } from './run.ts';

/** What only a gateway that runs can say. */
export const NOT_ASKED = ['revocation', 'psis', 'limits', 'replay', 'repetition'] as const;

const VERDICTS: Readonly<Record<Verdict['verdict'], string>> = {
  forwarded: 'It would be forwarded.',
  answered: 'It would be answered by the gateway itself: the municipality is not integrated.',
  refused: 'It would be refused',
};

export function textOf({ verdict, decisions, refusal }: Verdict): string {
  const passed = decisions.map(({ station, facts, rule }) => {
    const shown = Object.entries(facts).map(([name, value]) => `  ${name}: ${oneLine(String(value ?? '-'))}\n`);
    return `${station}: passed by ${oneLine(rule)}\n${shown.join('')}`;
  });
  const notAsked = `Not asked: ${NOT_ASKED.join(', ')}.\n`;
  if (!refusal) return `${passed.join('')}${VERDICTS[verdict]} ${notAsked}`;
  const told = refusal.told === refusal.code ? '' : `  the caller is told: ${refusal.told}\n`;
  const detail = refusal.detail ? `  detail: ${oneLine(refusal.detail)}\n` : '';
  return `${passed.join('')}${refusal.station}: refused\n${reasonLines(refusal)}${told}${detail}${VERDICTS.refused} at ${refusal.station}. ${notAsked}`;
}
