import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { random } from './clock.ts';

/**
 * A secret key, hexadecimal in a file of its own, outside the store. Made on first use.
 *
 * @throws Error when the file holds less than 32 bytes
 */
export function loadKeyFile(file: string): KeyObject {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${random(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  }
  const text = readFileSync(file, 'latin1').trim();
  if (!/^[0-9a-fA-F]{64,}$/.test(text)) throw new Error(`${file}: expected a key of 32 bytes or more, hexadecimal`);
  return createSecretKey(Buffer.from(text, 'hex'));
}

/** Tells a key from another, and nothing about it: an HMAC of its purpose, hexadecimal. */
export const keyMark = (key: KeyObject, purpose: string): string =>
  createHmac('sha256', key).update(`padro-gateway ${purpose}`).digest('hex');
