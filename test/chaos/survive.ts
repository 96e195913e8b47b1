import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { mailServer } from '../notices/mail-server.ts';
import type { Cleanup } from '../support/backend.ts';
import { randomFrom } from '../threats/support/random.ts';
import { type Acknowledged, checkLetters, checkStore } from './check.ts';
import type { Setting } from './office.ts';

export interface Plan {
  readonly kills: number;
  readonly seed: number;
  /** A store that is not there yet. */
  readonly fresh: () => Promise<Pick<Setting, 'path' | 'url'>>;
  /** Told after each store. */
  readonly progress?: (kills: number) => void;
}

export interface Survived {
  readonly acknowledged: number;
  readonly letters: number;
  /** Letters that may or may not have left when their process was killed. */
  readonly unknown: number;
}

/** Kills of one store; then the next begins, whose making is killed too. */
const KILLS_PER_STORE = 10;
/** Until the mail server answers a message. */
const SLOWEST_MS = 8;
const START = Date.parse('2026-03-02T09:00:00Z');
/** Between two lives of a store: what was claimed in one is given up in the next. */
const NEXT_MS = 20 * 60_000;

/**
 * Writers of registry, circuit, journal and outbox, killed (SIGKILL) at moments that the seed decides; after each the store
 * is opened and checked, and in the end its letters are.
 *
 * @throws AssertionError when something is lost, or a letter came twice
 */
export async function survive(t: Cleanup, { kills, seed, fresh, progress }: Plan): Promise<Survived> {
  const below = randomFrom(seed);
  const arrived = new Map<string, number>();
  const { url: smtp, messages } = await mailServer(t, {
    message: (say) => {
      const id = /^Message-ID: (\S+)/im.exec(messages.at(-1)!)![1]!;
      arrived.set(id, (arrived.get(id) ?? 0) + 1);
      setTimeout(say, below(SLOWEST_MS));
    },
  });
  const total = { acknowledged: 0, letters: 0, unknown: 0 };
  for (let done = 0; done < kills; done += KILLS_PER_STORE) {
    const lives = Math.min(KILLS_PER_STORE, kills - done);
    const place = { ...(await fresh()), node: 'a', smtp };
    const told: Acknowledged[] = [];
    const settingOf = (life: number): Setting => ({ ...place, now: START + life * NEXT_MS });
    arrived.clear();
    for (let life = 0; life < lives; life++) {
      told.push(...(await killed(t, settingOf(life), life, momentOf(below))));
      await checkStore(settingOf(life), told);
    }
    const { letters, unknown } = await checkLetters(settingOf(lives), arrived);
    total.acknowledged += told.length;
    total.letters += letters;
    total.unknown += unknown;
    progress?.(done + lives);
  }
  return total;
}

/** So many milliseconds after so many acknowledged writes; none: after it began to open the store. */
interface Moment {
  readonly writes: number;
  readonly ms: number;
}

const momentOf = (below: (limit: number) => number): Moment =>
  below(4) === 0 ? { writes: 0, ms: below(300) } : { writes: 1 + below(25), ms: below(15) };

/** What one writer acknowledged until it was killed. */
async function killed(t: Cleanup, setting: Setting, round: number, { writes, ms }: Moment): Promise<Acknowledged[]> {
  const child = fork(fileURLToPath(new URL('writer.ts', import.meta.url)), { execArgv: ['--import', 'tsx'] });
  t.after(() => child.kill('SIGKILL'));
  await once(child, 'message');
  const told: Acknowledged[] = [];
  const ended = Promise.all([once(child, 'exit'), once(child, 'disconnect')]);
  const reached = new Promise<void>((resolve) => {
    child.on('message', (message) => {
      if (told.push(message as Acknowledged) === writes) resolve();
    });
  });
  child.send({ setting, round });
  if (writes > 0) await Promise.race([reached, ended]);
  await wait(ms);
  child.kill('SIGKILL');
  await ended;
  if (child.exitCode !== null) throw new Error(`the writer ended by itself, with status ${child.exitCode}`);
  return told;
}
