import type { Expected } from '../errors/catalogue/expected.ts';

/** Why the reader refused a document. A closed set: the error catalogue has one entry for each. */
export type XmlReason = 'encoding' | 'doctype' | 'not-well-formed' | 'namespace' | 'limit';

/** Thrown by the reader and by canonicalisation. `expected` says what was, and never quotes the document. */
export class XmlError extends Error {
  readonly reason: XmlReason;
  readonly expected: Expected;
  /** Byte offset in the buffer that was read. */
  readonly offset: number;

  constructor(reason: XmlReason, expected: Expected, offset: number) {
    super(expected);
    this.name = 'XmlError';
    this.reason = reason;
    this.expected = expected;
    this.offset = offset;
  }
}
