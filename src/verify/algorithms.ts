/**
 * Every algorithm that a signature may name, exactly. Whatever is not here is refused; the tables are Maps, so that no
 * name of an object's prototype is ever found in them.
 */

export type Hash = 'sha1' | 'sha256' | 'sha384' | 'sha512';

export interface SignatureAlgorithm {
  readonly key: 'rsa' | 'ec';
  readonly hash: Hash;
}

const MORE = 'http://www.w3.org/2001/04/xmldsig-more#';

/** RFC 9231 sections 2.3 and 2.2; RSA is PKCS#1 v1.5. */
export const SIGNATURES: ReadonlyMap<string, SignatureAlgorithm> = new Map([
  ['http://www.w3.org/2000/09/xmldsig#rsa-sha1', { key: 'rsa', hash: 'sha1' }],
  [`${MORE}rsa-sha256`, { key: 'rsa', hash: 'sha256' }],
  [`${MORE}rsa-sha384`, { key: 'rsa', hash: 'sha384' }],
  [`${MORE}rsa-sha512`, { key: 'rsa', hash: 'sha512' }],
  [`${MORE}ecdsa-sha256`, { key: 'ec', hash: 'sha256' }],
  [`${MORE}ecdsa-sha384`, { key: 'ec', hash: 'sha384' }],
  [`${MORE}ecdsa-sha512`, { key: 'ec', hash: 'sha512' }],
] as const);

export const DIGESTS: ReadonlyMap<string, { readonly hash: Hash; readonly bytes: number }> = new Map([
  ['http://www.w3.org/2000/09/xmldsig#sha1', { hash: 'sha1', bytes: 20 }],
  ['http://www.w3.org/2001/04/xmlenc#sha256', { hash: 'sha256', bytes: 32 }],
  [`${MORE}sha384`, { hash: 'sha384', bytes: 48 }],
  ['http://www.w3.org/2001/04/xmlenc#sha512', { hash: 'sha512', bytes: 64 }],
] as const);

/** Keys that are strong enough and cheap enough to verify with: RSA 2048 to 4096 bits, and the three NIST curves. */
export const RSA_BITS = { min: 2048, max: 4096 } as const;
export const RSA_EXPONENTS: ReadonlySet<bigint> = new Set([65537n]);

/** Bytes of r and of s on each curve, by OpenSSL's name. */
export const CURVES: ReadonlyMap<string, number> = new Map([
  ['prime256v1', 32],
  ['secp384r1', 48],
  ['secp521r1', 66],
]);
