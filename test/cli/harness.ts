import type { Command } from '../../src/cli/command.ts';
import { runCli } from '../../src/cli/run.ts';

export interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

export interface HarnessOptions {
  readonly isTTY?: boolean;
  readonly signal?: AbortSignal;
  readonly commands?: readonly Command[];
}

/** Runs a command line in this process. */
export async function cli(argv: readonly string[], options: HarnessOptions = {}): Promise<Ran> {
  const [out, err]: [string[], string[]] = [[], []];
  const io = {
    stdout: { write: (text: string) => out.push(text) },
    stderr: { write: (text: string) => err.push(text) },
    isTTY: options.isTTY ?? false,
    clock: { now: () => Date.now() },
    signal: options.signal ?? new AbortController().signal,
  };
  const status = await runCli(argv, io, options.commands);
  return { status, out: out.join(''), err: err.join('') };
}
