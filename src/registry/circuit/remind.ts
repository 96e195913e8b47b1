import { Refusal } from '../../base/errors/refusal.ts';
import { type Advanced, type Doer, toLetter, turnOf } from './advance.ts';
import { dueOf } from './due.ts';
import type { Expedient } from './expedient.ts';
import { STEPS } from './steps.ts';

/**
 * The reminder that an overdue ens gets; undefined when none is due. The offices get no letters: theirs is the list of
 * what is due.
 */
export function remind(expedient: Expedient, by: Doer, now: number): Advanced | undefined {
  const due = dueOf(expedient, now);
  return due?.remind && due.turn === 'ens' ? reminder(expedient, by, now) : undefined;
}

/**
 * Writes to the ens what it is waited for, with a new link where it can act by one.
 *
 * @throws Refusal `circuit.not-now` when it is somebody else's turn
 */
export function reminder(expedient: Expedient, by: Doer, now: number): Advanced {
  const turn = turnOf(expedient, now);
  const { step } = expedient;
  if (turn !== 'ens') throw new Refusal('circuit.not-now', { act: 'remind', step, turn: turn ?? '—' });
  const { link } = STEPS[step];
  const sending = link ? ({ letter: 'reminder-link', link } as const) : ({ letter: 'reminder' } as const);
  const letter = toLetter(expedient, sending, expedient.letters.length + 1, now);
  const entry = { at: letter.at, who: by.who, actor: by.actor, act: 'remind', step };
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
