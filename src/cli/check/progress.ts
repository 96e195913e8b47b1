import type { Io } from '../io.ts';

const CLEAR = '\r\x1b[K';

/** One line on a terminal that says which step of how many is running. */
export function progressLine({ stderr, isTTY }: Pick<Io, 'stderr' | 'isTTY'>) {
  return {
    step(name: string, number: number, of: number): void {
      if (isTTY) stderr.write(`${CLEAR}${number}/${of} ${name}`);
    },
    end(): void {
      if (isTTY) stderr.write(CLEAR);
    },
  };
}
