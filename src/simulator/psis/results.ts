import { XSS } from './names.ts';

/** How one of PSIS's checks of a certificate ended. */
export type Detail = 'Valid' | 'Invalid' | 'Indeterminate';

export interface Result {
  readonly major: string;
  readonly minor: string;
  readonly message?: string;
  /** Dates, issuer and revocation, in this order; none where nothing was checked. */
  readonly details?: readonly [dates: Detail, issuer: Detail, revocation: Detail];
}

const success = (minor: string, details: NonNullable<Result['details']>, message?: string): Result => ({
  major: 'urn:oasis:names:tc:dss:1.0:resultmajor:Success',
  minor: `${XSS}:resultminor:${minor}`,
  details,
  ...(message === undefined ? {} : { message }),
});

const error = (who: 'Requester' | 'Responder', minor: string, message: string): Result => ({
  major: `urn:oasis:names:tc:dss:1.0:resultmajor:${who}Error`,
  minor: `urn:oasis:names:tc:dss:1.0:resultminor:${minor}`,
  message,
});

/** What PSIS says of a certificate, or of the request. */
export const RESULTS = {
  valid: success('valid:certificate:Definitive', ['Valid', 'Valid', 'Valid']),
  expired: success(
    'invalid:certificate:Expired',
    ['Invalid', 'Valid', 'Indeterminate'],
    'The signing key is outside its static validity interval.',
  ),
  revoked: success('invalid:certificate:Revoked', ['Valid', 'Valid', 'Invalid'], 'The signing key is revoked.'),
  policy: success(
    'invalid:certificate:CertificatePolicyNotSupported',
    ['Valid', 'Valid', 'Indeterminate'],
    'The certificate policy is not supported.',
  ),
  'no-path': success(
    'unknown:certificate:Status_NoCertificatePathFound',
    ['Valid', 'Indeterminate', 'Indeterminate'],
    'No certificate path was found.',
  ),
  'unrecognised-minor': success('invalid:certificate:AltraCosa', ['Valid', 'Valid', 'Indeterminate']),
  'success-with-odd-minor': success('valid:certificate:Provisional', ['Valid', 'Valid', 'Indeterminate']),
  'requester-error': error('Requester', 'GeneralError', 'The request could not be understood.'),
  'responder-error': error('Responder', 'GeneralError', 'The revocation status could not be looked up.'),
} as const satisfies Readonly<Record<string, Result>>;

export type ResultName = keyof typeof RESULTS;
