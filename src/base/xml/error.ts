/** Why the reader refused a document. A closed set: the error catalogue has one entry for each. */
export type XmlReason = 'encoding' | 'doctype' | 'not-well-formed' | 'namespace' | 'limit';

/** Thrown by the reader and by canonicalisation. `detail` says what was expected and never quotes the document. */
export class XmlError extends Error {
  readonly reason: XmlReason;
  /** Byte offset in the buffer that was read. */
  readonly offset: number;

  constructor(reason: XmlReason, detail: string, offset: number) {
    super(detail);
    this.name = 'XmlError';
    this.reason = reason;
    this.offset = offset;
  }
}
