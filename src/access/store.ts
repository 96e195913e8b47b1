/** A machine token as the store keeps it. Times are milliseconds since the epoch. */
export interface TokenRow {
  readonly name: string;
  /** SHA-256 of the token, hexadecimal. */
  readonly hash: string;
  readonly scopes: readonly string[];
  readonly until: number;
}

/** A person's account as the store keeps it. */
export interface AccountRow {
  readonly name: string;
  readonly role: string;
  /** `scrypt$N$r$p$salt$hash`, in base64. */
  readonly password: string;
  readonly locked: boolean;
}

export interface SessionRow {
  /** SHA-256 of what the cookie holds, hexadecimal. */
  readonly hash: string;
  /** Name of the account, or of whoever a provider knows. */
  readonly account: string;
  /** Role that came with the provider; null: that of the local account. */
  readonly role: string | null;
  readonly until: number;
}

/** Wrong passwords, counted by all nodes together. */
export interface Failures {
  readonly count: number;
  readonly at: number;
}

/** Who did what to whose access, and when. */
export interface AccessEvent {
  readonly at: number;
  readonly who: string;
  readonly what: string;
  readonly about: string;
}

/** Each write is kept together with the event that tells of it. */
export interface AccessStore {
  tokens(): Promise<TokenRow[]>;
  token(hash: string): Promise<TokenRow | undefined>;
  addToken(row: TokenRow, event: AccessEvent): Promise<void>;
  /** @returns whether it was there */
  removeToken(name: string, event: AccessEvent): Promise<boolean>;
  accounts(): Promise<AccountRow[]>;
  account(name: string): Promise<AccountRow | undefined>;
  addAccount(row: AccountRow, event: AccessEvent): Promise<void>;
  /** Locking ends the account's sessions. @returns whether it was there */
  setLocked(name: string, locked: boolean, event: AccessEvent): Promise<boolean>;
  /** Wrong passwords in a row at a place, by its hash; `at` is when the last one came. */
  failures(who: string): Promise<Failures | undefined>;
  /** One more; those whose last one came before `since` are forgotten. */
  addFailure(who: string, at: number, since: number): Promise<void>;
  clearFailures(who: string): Promise<void>;
  session(hash: string): Promise<SessionRow | undefined>;
  /** Removes what has ended by the way. */
  addSession(row: SessionRow, event: AccessEvent): Promise<void>;
  removeSession(hash: string, event: AccessEvent): Promise<void>;
}
