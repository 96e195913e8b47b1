/** Why a server's answer is no answer. A closed set, fit for labels. */
export type Cause = 'no-answer' | 'status' | 'content-type' | 'oversized' | 'unreadable' | 'error-result' | 'serial';

/** A technical failure of one PSIS server: it says nothing about the certificate, and the other server may be asked. */
export class Unusable extends Error {
  override readonly name = 'Unusable';
  readonly why: Cause;

  constructor(why: Cause, options?: { cause: unknown }) {
    super(why, options);
    this.why = why;
  }
}
