import { hash } from 'node:crypto';
import { compactVerify, decodeProtectedHeader } from 'jose';
import { z } from 'zod';
import { ens10 } from '../base/codes.ts';
import { type Expected, names } from '../base/errors/catalogue/expected.ts';
import { Refusal } from '../base/errors/refusal.ts';
import type { Parsed, Rest } from '../base/request.ts';
import type { Certificate } from './certificate.ts';
import type { Proof } from './signed.ts';

/** Every `alg` that a token may name, and the kind of key that it takes. No `none`, and nothing with a shared secret. */
const ALGORITHMS: ReadonlyMap<string, Certificate['keyType']> = new Map([
  ['RS256', 'rsa'],
  ['RS384', 'rsa'],
  ['RS512', 'rsa'],
  ['PS256', 'rsa'],
  ['PS384', 'rsa'],
  ['PS512', 'rsa'],
  ['ES256', 'ec'],
  ['ES384', 'ec'],
  ['ES512', 'ec'],
]);

/**
 * The key comes from the certificate alone, and that from the registry: no `jwk`, `jku` or `x5u`, and `kid` is not
 * looked up anywhere.
 */
const HEADER = z.strictObject({
  alg: z.string(),
  typ: z.string().regex(/^jwt$/i).optional(),
  kid: z.string().optional(),
  x5c: z.array(z.string()).min(1).max(8),
});

/** Seconds that a token may live. */
const LONGEST = 60;

const CLAIMS = z.strictObject({
  iss: z.string(),
  jti: z.string().min(1).max(128),
  iat: z.int().min(0),
  exp: z.int().min(0),
  htm: z.string(),
  htu: z.string(),
  sha256: z.string(),
});

export interface Token {
  readonly text: string;
  readonly algorithm: string;
  /** Base64 of the certificate whose key has signed it. */
  readonly certificate: string;
}

/** The token of an Authorization header. @throws Refusal `verify.jwt`, `verify.algorithm` */
export function readToken(authorization: string): Token {
  const text = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1];
  const header = HEADER.safeParse(text && headerOf(text));
  if (!text || !header.success) throw new Refusal('verify.jwt');
  const { alg, x5c } = header.data;
  if (!ALGORITHMS.has(alg)) throw new Refusal('verify.algorithm', {}, { detail: 'alg of the token' });
  return { text, algorithm: alg, certificate: x5c[0]! };
}

function headerOf(text: string): unknown {
  try {
    return decodeProtectedHeader(text);
  } catch {
    return undefined;
  }
}

/**
 * @param origins public origins of the consumer plane: what is before the path in `htu`
 * @throws Refusal `verify.signature`
 */
export async function checkToken(
  { text, algorithm }: Token,
  certificate: Certificate,
  parsed: Parsed,
  rest: Rest,
  origins: readonly string[],
): Promise<Proof> {
  const claims = CLAIMS.safeParse(jsonOf(await signedBytes(text, algorithm, certificate)));
  return {
    way: 'token',
    algorithm,
    sha1: false,
    replayKey: claims.data && replayKey(claims.data.jti, certificate),
    checkDigests(peticion) {
      if (!claims.success) throw notGood(claims.error.issues[0]?.path.join('.') || 'claims', 'shape');
      const { iss, htm, htu, sha256 } = claims.data;
      if (htm !== rest.method) throw notGood('htm', names(rest.method));
      if (!origins.some((origin) => htu === origin + rest.target)) throw notGood('htu', 'the URL of the request');
      if (sha256 !== Buffer.from(parsed.sha256, 'hex').toString('base64url')) throw new Refusal('verify.digest');
      if (ens10(iss) !== peticion.ens) throw notGood('iss', names('IdentificadorSolicitante'));
    },
    judgeTime(now, skewMs) {
      const { iat = 0, exp = 0 } = claims.data ?? {};
      if (exp <= iat || exp - iat > LONGEST) throw notGood('exp', `at most ${LONGEST} s after iat`);
      if (iat * 1000 > now + skewMs) throw notGood('iat', 'not in the future');
      if (exp * 1000 + skewMs <= now) throw notGood('exp', 'not over');
      return exp * 1000 + skewMs;
    },
  };
}

const notGood = (claim: string, expected: Expected): Refusal => new Refusal('verify.claim', { claim, expected });

async function signedBytes(text: string, algorithm: string, { key, keyType }: Certificate): Promise<Uint8Array> {
  if (ALGORITHMS.get(algorithm) !== keyType) throw new Refusal('verify.signature');
  try {
    return (await compactVerify(text, key, { algorithms: [algorithm] })).payload;
  } catch {
    throw new Refusal('verify.signature');
  }
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}

/** A `jti` is good once for a key, a renewed certificate's too. */
const replayKey = (jti: string, { keyId }: Certificate): string => hash('sha256', `jwt\n${keyId}\n${jti}`);
