import pino, { type Logger } from 'pino';
import { oneLine, type Refusal } from '../base/errors/refusal.ts';
import type { Trail } from '../base/trail.ts';

export type { Logger };

/** Lines go to standard output; a full disk behind it loses lines, and nothing else. */
export function makeLogger(level: string): Logger {
  const output = pino.destination({ dest: 1, sync: true });
  output.on('error', () => {});
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, output);
}

const MOST_A_SECOND = 50;

/**
 * One bounded line for each refusal, with codes and nothing of the message. Under a flood the rest is counted: an
 * attacker must not get to fill a disk.
 */
export class RefusalLog {
  readonly #logger: Logger;
  #second = 0;
  #written = 0;
  #suppressed = 0;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  write(
    trail: Pick<Trail, 'incident'> & Partial<Pick<Trail, 'frontal' | 'group' | 'ens'>>,
    refusal: Refusal,
    now: number,
  ): void {
    const second = Math.floor(now / 1000);
    if (second !== this.#second) {
      if (this.#suppressed > 0) this.#logger.warn({ suppressed: this.#suppressed }, 'more refusals');
      this.#second = second;
      this.#written = 0;
      this.#suppressed = 0;
    }
    if (++this.#written > MOST_A_SECOND) {
      this.#suppressed++;
      return;
    }
    this.#logger[refusal.entry.level](
      {
        incident: trail.incident,
        code: refusal.code,
        detail: refusal.detail && oneLine(refusal.detail).slice(0, 200),
        frontal: trail.frontal,
        group: trail.group,
        ens: trail.ens,
        cause: refusal.code === 'internal' ? stackOf(refusal.cause) : undefined,
      },
      'refused',
    );
  }
}

/** Where an unexpected error came from: frames only, as its text may quote a message. */
const stackOf = (cause: unknown): string[] | undefined =>
  cause instanceof Error
    ? (cause.stack ?? '')
        .split('\n')
        .filter((line) => line.startsWith('    at '))
        .slice(0, 6)
        .map((line) => line.trim())
    : undefined;
