import { turnOf } from './advance.ts';
import type { Expedient } from './expedient.ts';
import { STEPS } from './steps.ts';
import type { Actor, StepName } from './words.ts';

const DAY = 86_400_000;

/** A step that has waited for too long. Times are ISO 8601. */
export interface Due {
  readonly id: string;
  readonly name: string;
  readonly step: StepName;
  readonly turn: Actor;
  readonly deadline: string;
  /** Whole days behind the deadline. */
  readonly late: number;
  /** A reminder should go out now. */
  readonly remind: boolean;
}

/** Overdue steps, the latest first. @param now milliseconds since the epoch */
export function due(expedients: readonly Expedient[], now: number): Due[] {
  return expedients
    .map((expedient) => dueOf(expedient, now))
    .filter((found) => found !== undefined)
    .sort((a, b) => b.late - a.late || a.id.localeCompare(b.id));
}

export function dueOf(expedient: Expedient, now: number): Due | undefined {
  const { id, name, step, reminded } = expedient;
  const { remindDays = 0 } = STEPS[step];
  const turn = turnOf(expedient, now);
  const deadline = deadlineOf(expedient);
  if (deadline === undefined || turn === undefined || now < Date.parse(deadline)) return undefined;
  const remind = reminded === undefined || now >= Date.parse(reminded) + remindDays * DAY;
  return { id, name, step, turn, deadline, late: lateBy(deadline, now), remind };
}

/** When the step of an expedient is overdue, ISO 8601; undefined for one that waits for nobody. */
export function deadlineOf({ step, since }: Pick<Expedient, 'step' | 'since'>): string | undefined {
  const { days } = STEPS[step];
  return days === undefined ? undefined : new Date(Date.parse(since) + days * DAY).toISOString();
}

/** Whole days behind a deadline; 0 before it. */
export const lateBy = (deadline: string, now: number): number =>
  Math.max(0, Math.floor((now - Date.parse(deadline)) / DAY));
