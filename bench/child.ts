import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The young generation as the shipped commands have it: what is in flight dies young. The same for every contender. */
const HEAP = ['--max-semi-space-size=64', '--expose-gc'];

/** A process that answers one question at a time. */
export interface Child {
  ask<T>(question?: unknown): Promise<T>;
  /** Ends it, and waits until it has. */
  stop(): Promise<void>;
}

/** Starts a script of this folder. Resolves when it says that it is ready, with what it said. */
export async function startChild<T>(script: string, ...args: string[]): Promise<Child & { readonly ready: T }> {
  const file = fileURLToPath(new URL(script, import.meta.url));
  const child = fork(file, args, {
    execArgv: ['--import', 'tsx', ...HEAP, ...profiling()],
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ready = await next<T>(child, script);
  return {
    ready,
    ask: (question = null) => {
      const answer = next<never>(child, script);
      child.send({ question });
      return answer;
    },
    stop: async () => {
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}

/** `BENCH_PROFILE=var/profile` writes a CPU profile of every process there. */
const profiling = (): string[] =>
  process.env.BENCH_PROFILE ? ['--cpu-prof', '--cpu-prof-dir', process.env.BENCH_PROFILE] : [];

const next = <T>(child: ChildProcess, script: string): Promise<T> =>
  new Promise((resolve, reject) => {
    const exit = (code: number | null): void => reject(new Error(`${script} ended with status ${code}`));
    child.once('exit', exit);
    child.once('message', (message) => {
      child.off('exit', exit);
      resolve((message as { answer: T }).answer);
    });
  });

/** The other side: says that the process is ready, and answers until its parent has had enough. */
export function answering(ready: unknown, answer: (question: never) => unknown, close?: () => unknown): void {
  process.on('message', async ({ question }: { question: never }) => {
    process.send!({ answer: await answer(question) });
  });
  process.once('disconnect', async () => {
    await close?.();
    process.exit();
  });
  process.send!({ answer: ready });
}
