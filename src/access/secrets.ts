import { createHash, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { random } from '../base/clock.ts';

/** 256 random bits behind a prefix that secret scanners can find. */
export const newSecret = (prefix: string): string => `${prefix}_${random(32).toString('base64url')}`;

/** What the store keeps of a secret that is random itself. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Cost of a password: 64 MiB and some 200 ms of one core (OWASP's scrypt N=2^16, r=8, p=1). */
const COST = { N: 65_536, r: 8, p: 1 };
const BYTES = 32;

const derive = promisify<string, Buffer, number, object, Buffer>(scrypt);
const memory = ({ N, r }: typeof COST): number => 160 * N * r;

export async function hashPassword(password: string): Promise<string> {
  const salt = random(16);
  const hash = await derive(password.normalize('NFKC'), salt, BYTES, { ...COST, maxmem: memory(COST) });
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64'), hash.toString('base64')].join('$');
}

/** Compares in the same time for every password, and for a name that is not there (`stored` undefined). */
export async function passwordIs(password: string, stored: string | undefined): Promise<boolean> {
  const [, N, r, p, salt = '', hash = ''] = (stored ?? NOBODY).split('$');
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  const expected = Buffer.from(hash, 'base64');
  const options = { ...cost, maxmem: memory(cost) };
  const got = await derive(password.normalize('NFKC'), Buffer.from(salt, 'base64'), BYTES, options);
  return timingSafeEqual(got, expected) && stored !== undefined;
}

const NOBODY = [
  'scrypt',
  COST.N,
  COST.r,
  COST.p,
  Buffer.alloc(16).toString('base64'),
  Buffer.alloc(BYTES).toString('base64'),
].join('$');
