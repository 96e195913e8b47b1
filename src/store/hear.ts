import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { connectionOf, type Database } from './postgres.ts';
import { CHANNEL } from './registry-store.ts';

/** Milliseconds until the next attempt to connect: at first, and at most. */
const FIRST_MS = 100;
const LONGEST_MS = 5_000;

export interface Hearing {
  /** Called for every change of the registry, whoever made it, and whenever listening begins: some may have been missed. */
  readonly heard: () => void;
  /** Told why nothing is heard for now; undefined when it is again. */
  readonly trouble: (problem: string | undefined) => void;
}

/** Listens to changes of the registry, on a connection of its own that is made again whenever it is lost. */
export function hear(database: Database, { heard, trouble }: Hearing): { close(): Promise<void> } {
  const stop = new AbortController();
  const { signal } = stop;
  const listening = async (): Promise<void> => {
    let ms = FIRST_MS;
    const begun = (): void => {
      ms = FIRST_MS;
      trouble(undefined);
      heard();
    };
    while (!signal.aborted) {
      const problem = await listen(database, { signal, begun, heard });
      if (signal.aborted) return;
      trouble(problem);
      await wait(ms, undefined, { signal, ref: false }).catch(() => {});
      ms = Math.min(2 * ms, LONGEST_MS);
    }
  };
  const ended = listening();
  return {
    close() {
      stop.abort();
      return ended;
    },
  };
}

interface Listening {
  readonly signal: AbortSignal;
  readonly begun: () => void;
  readonly heard: () => void;
}

/** Resolves to why it ended. */
async function listen(database: Database, { signal, begun, heard }: Listening): Promise<string> {
  const client = new pg.Client(connectionOf(database));
  let problem = 'the connection was closed';
  const lost = new Promise<void>((resolve) => {
    client.once('end', resolve);
  });
  client.on('error', ({ message }) => {
    problem = message;
  });
  client.on('notification', heard);
  const end = (): void => void client.end();
  signal.addEventListener('abort', end, { once: true });
  try {
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}`);
    begun();
    await lost;
    return problem;
  } catch (error) {
    await client.end();
    return (error as Error).message;
  } finally {
    signal.removeEventListener('abort', end);
  }
}
