import type { Clock } from '../base/clock.ts';
import { fillIn, type Values } from './letters/render.ts';
import type { NoticeState, OutboxStore, Outcome, QueuedNotice } from './outbox.ts';

/** What came of handing a letter to the mail server. */
export interface Handed {
  /** `later`: it certainly did not take the letter, and may do so another time. */
  readonly result: 'sent' | 'refused' | 'later' | 'unknown';
  readonly error?: string;
}

export interface Mail {
  /** The same in every attempt, so that a mail server can tell a copy. */
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly attachment?: Buffer;
}

export interface PostOfficePorts {
  readonly outbox: OutboxStore;
  readonly hand: (mail: Mail) => Promise<Handed>;
  /** Makes the single-use link of a letter; its token is nowhere but in what it returns. */
  readonly link: (notice: QueuedNotice) => Promise<Values>;
  readonly document: (sha256: string) => Promise<Buffer>;
  /** Right side of the Message-IDs. */
  readonly domain: string;
  readonly clock: Clock;
}

const MINUTE = 60_000;
/** Minutes until the next attempt; after the last one the letter has failed. */
const BACKOFF = [1, 5, 15, 60, 240, 720, 1440] as const;
/** No exchange with a mail server takes longer: what is still claimed then was cut off. */
const LOST_MS = 15 * MINUTE;

/**
 * Hands the letters of the outbox to the mail server, each at most once: it is claimed durably before, and a crash in
 * between leaves it `unknown`.
 */
export class PostOffice {
  readonly #ports: PostOfficePorts;
  #running: Promise<number> | undefined;
  #closed = false;

  constructor(ports: PostOfficePorts) {
    this.#ports = ports;
  }

  /** Sends all whose time has come, one after the other. Resolves to how many were tried. */
  run(): Promise<number> {
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /** Waits for what is being sent; nothing more is begun. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#running;
  }

  async #run(): Promise<number> {
    const { outbox, clock } = this.#ports;
    await outbox.lose(clock.now() - LOST_MS);
    for (let tried = 0; ; tried++) {
      const notice = this.#closed ? undefined : await outbox.claim(clock.now());
      if (!notice) return tried;
      await outbox.finish(notice.id, outcomeOf(await this.#hand(notice), notice, clock.now()));
    }
  }

  async #hand(notice: QueuedNotice): Promise<Handed> {
    const { hand, link, document, domain } = this.#ports;
    let mail: Mail;
    try {
      const { id, to, subject, body } = notice;
      const text = notice.link ? fillIn(body, await link(notice)) : body;
      const attachment = notice.attach && { attachment: await document(notice.attach) };
      mail = { messageId: `<${id}@${domain}>`, to, subject, text, ...attachment };
    } catch (error) {
      return { result: 'later', error: (error as Error).message };
    }
    return hand(mail);
  }
}

function outcomeOf(
  { result, error = null }: { result: Handed['result']; error?: string | null },
  { attempts }: QueuedNotice,
  now: number,
): Outcome {
  const minutes = BACKOFF[attempts - 1];
  if (result === 'later' && minutes !== undefined) return { state: 'queued', nextAt: now + minutes * MINUTE, error };
  return { state: STATE[result], nextAt: now, error };
}

const STATE: Readonly<Record<Handed['result'], NoticeState>> = {
  sent: 'sent',
  refused: 'failed',
  later: 'failed',
  unknown: 'unknown',
};
