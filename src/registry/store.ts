/** The registry's records as the store keeps them. */
export interface RegistryRow {
  readonly kind: string;
  readonly id: string;
  readonly version: number;
  readonly doc: unknown;
}

/** A record's new content; null takes it away. */
export interface Change {
  readonly kind: string;
  readonly id: string;
  readonly doc: unknown;
}

export interface RegistryStore {
  load(): Promise<RegistryRow[]>;
  /** All or nothing; each change is kept with who, when and why. */
  write(
    changes: readonly Change[],
    by: { readonly who: string; readonly why: string; readonly at: number },
  ): Promise<void>;
}
