import type { Io } from '../io.ts';

const CLEAR = '\r\x1b[K';

/** Shows one line with the elapsed time on a terminal while `work` takes longer than a second. */
export async function withProgress<T>(
  io: Pick<Io, 'stderr' | 'isTTY' | 'clock'>,
  text: string,
  work: Promise<T>,
): Promise<T> {
  if (!io.isTTY) return work;
  const started = io.clock.now();
  let shown = false;
  const timer = setInterval(() => {
    shown = true;
    io.stderr.write(`${CLEAR}${text} ${Math.round((io.clock.now() - started) / 1000)} s`);
  }, 1000);
  try {
    return await work;
  } finally {
    clearInterval(timer);
    if (shown) io.stderr.write(CLEAR);
  }
}
