import { monitorEventLoopDelay } from 'node:perf_hooks';

/** How late a timer of one millisecond comes on this process's event loop: what a request may find before it. */
export interface Delay {
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

const histogram = monitorEventLoopDelay({ resolution: 1 });

/** Since it was asked before; the first time it only begins. */
export function lastDelay(): Delay {
  const at = (percentile: number): number => histogram.percentile(percentile) / 1e6;
  const delay = { p50: at(50), p99: at(99) };
  histogram.reset();
  histogram.enable();
  return delay;
}
