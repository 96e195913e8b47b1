import type { Clock } from '../base/clock.ts';

export interface Output {
  write(text: string): unknown;
}

/** What a command may touch of the outside; tests pass their own. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  /** A person is watching stderr: progress may be shown there. */
  readonly isTTY: boolean;
  readonly clock: Clock;
  /** Aborted by Ctrl-C and by SIGTERM. */
  readonly signal: AbortSignal;
}

/** Resolves when the person, or the system, asks the command to end. */
export const ended = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
