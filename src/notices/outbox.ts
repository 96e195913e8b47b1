/** A letter that is to leave by mail. */
export interface Notice {
  /** Names it for ever: it is queued once. */
  readonly id: string;
  /** Expedient that it belongs to. */
  readonly about: string;
  readonly to: string;
  readonly subject: string;
  /** Plain text; `{link}` and `{expires}` are filled in when it leaves, so that no token lies in the store. */
  readonly body: string;
  /** Act that its link allows. */
  readonly link?: string | undefined;
  /** SHA-256 of a document that goes with it. */
  readonly attach?: string | undefined;
}

/**
 * `queued` leaves at `nextAt`; `sending` was claimed; `sent` and `failed` are ends. `unknown` may have left: nobody sends it
 * again but an operator who has looked.
 */
export type NoticeState = 'queued' | 'sending' | 'sent' | 'failed' | 'unknown';

export interface QueuedNotice extends Notice {
  readonly state: NoticeState;
  /** Times that it was tried. */
  readonly attempts: number;
  /** Milliseconds since the epoch. */
  readonly nextAt: number;
  /** What the mail server said last. */
  readonly error: string | null;
}

export interface Outcome {
  readonly state: NoticeState;
  readonly nextAt: number;
  readonly error: string | null;
}

/** Keeps the letters; implemented by the store. Times are milliseconds since the epoch. */
export interface OutboxStore {
  /** Does nothing for an id that is there already. */
  queue(notices: readonly Notice[], now: number): Promise<void>;
  /** Takes the next letter whose time has come; it is durably `sending`, for one claimer only, when this resolves. */
  claim(now: number): Promise<QueuedNotice | undefined>;
  /** What became of a claimed letter. */
  finish(id: string, outcome: Outcome): Promise<void>;
  /** Those that were claimed before `since` and never finished become `unknown`. Resolves to their number. */
  lose(since: number): Promise<number>;
  /** Queues a `failed` or `unknown` letter again, by an operator's hand. Resolves to whether there was one. */
  again(id: string, now: number): Promise<boolean>;
  ids(): Promise<ReadonlySet<string>>;
  list(states: readonly NoticeState[]): Promise<QueuedNotice[]>;
}
