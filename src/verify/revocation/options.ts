/** What is asked, what is believed, and what happens when nobody answers. */
export interface RevocationOptions {
  /** `when-stated`: where a certificate names OCSP responders or CRLs, or a CRL of its issuer is at hand. */
  readonly mode: 'off' | 'when-stated' | 'always';
  /** A nonce is always sent; whether an OCSP answer without it is refused. */
  readonly nonceRequired: boolean;
  /** How old an answer without nextUpdate may be, milliseconds. */
  readonly maxAgeMs: number;
  /** How far ahead of our clock an answer may be, milliseconds. */
  readonly skewMs: number;
  /** Longest time that an answer or a list is used, milliseconds; never past its nextUpdate. */
  readonly cacheMs: number;
  /** `accept-until`: a certificate that was found good at most `acceptForMs` ago is accepted, with an alarm. */
  readonly whenUnavailable: 'refuse' | 'accept-until';
  readonly acceptForMs: number;
}

/** After nobody answered, how long nobody is asked again about the same certificate or list, milliseconds. */
export const RETRY_MS = 5_000;

/** While nobody answers, how long a certificate is accepted without anybody waiting for another try, milliseconds. */
export const ACCEPTED_MS = 60_000;

/** When what was learnt now is to be learnt anew: after three quarters of the time for which it holds. */
export const refreshAt = (now: number, until: number): number => now + 0.75 * (until - now);
