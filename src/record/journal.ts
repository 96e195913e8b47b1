import type { NewLot } from '../base/lot.ts';

/** The journal as the path needs it. Every promise resolves when what it appended is on disk. */
export interface Journal {
  /**
   * Appends an intent, spends its keys and keeps its lot, all or nothing.
   *
   * @returns `replayed` when the replay key was spent before: then nothing is appended; `repeated` when only the
   *   petition's was: then the line is appended with that kind, and nothing is spent or kept
   * @throws when it cannot be written
   */
  intent(line: Line, keys: Keys, lot?: NewLot): Promise<'recorded' | 'replayed' | 'repeated'>;
  append(line: Line): Promise<void>;
}

/** One link of the chain: content-free, and apart from it a personal part that can be purged. */
export interface Line {
  readonly kind: 'intent' | 'repeated' | 'outcome' | 'solicitud' | 'refusal' | 'evidence';
  readonly incident: string;
  /** Fields of the link, JSON-able, without personal data; none is called `incident` or `part`. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly part?: Part;
}

/** The link holds SHA-256(salt ‖ text); salt and text are kept apart from it. */
export interface Part {
  readonly salt: string;
  readonly text: string;
  readonly hash: string;
}

export interface Keys {
  /** 32 bytes each, hexadecimal; `until` in milliseconds. */
  readonly replay?: { readonly key: string; readonly until: number } | undefined;
  /** Undefined: it may come again. */
  readonly petition?: { readonly key: string; readonly until: number } | undefined;
}
