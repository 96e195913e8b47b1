/** What is kept of a document that was issued: enough to know it again, nothing of whom it is about in clear. */
export interface Issued {
  /** SHA-256 of its verification code, hexadecimal. */
  readonly codeHash: string;
  /** SHA-256 of the signed PDF, hexadecimal. */
  readonly sha256: string;
  /** Milliseconds; it is forgotten at `until`. */
  readonly at: number;
  readonly until: number;
  /** Title of the document, such as the volant's kind. */
  readonly title: string;
  /** INE10 and name of the ens that it was issued for. */
  readonly ens: string;
  readonly ensName: string;
  readonly incident: string;
  /** Keyed mark (HMAC) of the person's document, so that a person's documents can be found by who knows it. */
  readonly person: string;
}

/** Where issued documents are kept. */
export interface IssuedStore {
  /** Durable when it resolves. */
  add(issued: Issued): Promise<void>;
  /** Undefined when there is none, or it is past `until`. */
  byCode(codeHash: string, now: number): Promise<Issued | undefined>;
  bySha256(sha256: string, now: number): Promise<Issued | undefined>;
  /** Forgets what is past `until`. @returns how many */
  purge(now: number): Promise<number>;
}
