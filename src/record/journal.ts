import type { NewLot } from '../base/lot.ts';

/** The journal as the path needs it. Every promise resolves when what it appended is on disk. */
export interface Journal {
  /**
   * Appends an intent, spends its keys and keeps its lot, all or nothing.
   *
   * @returns `replayed` when the replay key was spent before, on its own or with the petition: then nothing is appended;
   *   `repeated` when only the petition's was: then the line is appended with that kind, and nothing is spent or kept
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

/** 32 bytes, hexadecimal, and until when they are remembered, milliseconds. */
interface Key {
  readonly key: string;
  readonly until: number;
}

export interface Keys {
  readonly replay?: Key | undefined;
  /** Undefined: it may come again. `signed` is the replay key of a message that no other petition can have: spent with it. */
  readonly petition?: (Key & { readonly signed?: string | undefined }) | undefined;
}
