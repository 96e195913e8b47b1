/** A registry record as the store keeps it. */
export interface RegistryRow {
  readonly kind: string;
  readonly id: string;
  /** 1 for a new record, one more with each change. */
  readonly version: number;
  readonly doc: unknown;
}

/** A record's new content; null takes it away. */
export interface Change {
  readonly kind: string;
  readonly id: string;
  readonly doc: unknown;
  /** The version that whoever changes it has seen; 0: it must not be there. Undefined: whatever it is. */
  readonly expected?: number | undefined;
}

/** Who changes something, why, and when (milliseconds since the epoch). */
export interface By {
  readonly who: string;
  readonly why: string;
  readonly at: number;
}

/** A change that was made: from what, to what. */
export interface Changed extends By {
  /** Counts up, over all records. */
  readonly seq: number;
  readonly kind: string;
  readonly id: string;
  readonly version: number;
  /** Null for a record that was not there. */
  readonly before: unknown;
  /** Null for a record that was taken away. */
  readonly after: unknown;
}

export interface RegistryStore {
  load(): Promise<RegistryRow[]>;
  /** All or nothing; each change is kept with who, when and why. @throws VersionConflict */
  write(changes: readonly Change[], by: By): Promise<void>;
  /** Changes of one record, the oldest first. */
  history(kind: string, id: string): Promise<Changed[]>;
  /** Changes with a higher `seq`, in order, at most so many. */
  changesSince(seq: number, limit: number): Promise<Changed[]>;
  /** `seq` of the last change that anybody made; 0 before the first. */
  lastSeq(): Promise<number>;
}

/** Somebody else changed the record first: nothing was written. */
export class VersionConflict extends Error {
  override readonly name = 'VersionConflict';
  readonly kind: string;
  readonly id: string;
  /** The version that is there now; 0 for none. */
  readonly found: number;

  constructor(kind: string, id: string, found: number) {
    super(`${kind} ${id} is at version ${found}: read it again before you change it`);
    this.kind = kind;
    this.id = id;
    this.found = found;
  }
}
