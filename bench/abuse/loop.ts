/** CPU time of the turns of this process's event loop: what somebody who is known may find before it, whoever else has the cores. */
export interface Turn {
  /** Milliseconds of CPU; of an instant of work, how long the turn that it falls into is. */
  readonly p50: number;
  readonly p99: number;
}

const turns: number[] = [];
let watching = false;
let last = 0;

const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

function turn(): void {
  const now = cpu();
  turns.push(now - last);
  last = now;
  setImmediate(turn);
}

/** Since it was asked before; the first time it only begins. */
export function lastTurns(): Turn {
  if (!watching) {
    watching = true;
    last = cpu();
    setImmediate(turn);
  }
  const sorted = turns.splice(0).sort((a, b) => a - b);
  const whole = sorted.reduce((sum, us) => sum + us, 0);
  const at = (share: number): number => {
    let left = share * whole;
    for (const us of sorted) {
      left -= us;
      if (left <= 0) return us / 1000;
    }
    return 0;
  };
  return { p50: at(0.5), p99: at(0.99) };
}
