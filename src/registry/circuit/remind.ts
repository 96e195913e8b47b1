import { type Advanced, type Doer, toLetter } from './advance.ts';
import { dueOf } from './due.ts';
import type { Expedient } from './expedient.ts';
import { STEPS } from './steps.ts';

/**
 * The reminder that an overdue ens gets, with a link where it can act by one; undefined when none is due. The offices
 * get no letters: theirs is the list of what is due.
 */
export function remind(expedient: Expedient, by: Doer, now: number): Advanced | undefined {
  const due = dueOf(expedient, now);
  if (!due?.remind || due.turn !== 'ens') return undefined;
  const { link } = STEPS[expedient.step];
  const sending = link ? ({ letter: 'reminder-link', link } as const) : ({ letter: 'reminder' } as const);
  const letter = toLetter(expedient, sending, expedient.letters.length + 1, now);
  const entry = { at: letter.at, who: by.who, actor: by.actor, act: 'remind', step: expedient.step };
  return {
    expedient: {
      ...expedient,
      reminded: letter.at,
      letters: [...expedient.letters, letter],
      history: [...expedient.history, entry],
    },
    effects: [],
    letters: [letter],
  };
}
