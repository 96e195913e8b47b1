import { createHmac, hash, type KeyObject } from 'node:crypto';

const BLOCK = 64;
const DIGEST = 32;
/** Texts of more characters go to node:crypto: a character has three bytes at most. */
const LONGEST = 1024;

/**
 * HMAC-SHA-256 (RFC 2104) of short texts: each petition has two and one for each document, and an object of node:crypto for
 * each, with its finaliser, costs more than the two hashes that it comes to.
 */
export class Hmac {
  readonly #key: KeyObject;
  /** The key, padded, and behind it room for what is hashed. */
  readonly #inner = Buffer.alloc(BLOCK + 3 * LONGEST, 0x36);
  readonly #outer = Buffer.alloc(BLOCK + DIGEST, 0x5c);

  constructor(key: KeyObject) {
    this.#key = key;
    const bytes = key.export();
    const short = bytes.length > BLOCK ? hash('sha256', bytes, 'buffer') : bytes;
    for (const [i, byte] of short.entries()) {
      this.#inner[i]! ^= byte;
      this.#outer[i]! ^= byte;
    }
  }

  /** @returns base64url */
  of(text: string): string {
    if (text.length > LONGEST) return createHmac('sha256', this.#key).update(text).digest('base64url');
    const end = BLOCK + this.#inner.write(text, BLOCK);
    this.#outer.write(hash('sha256', this.#inner.subarray(0, end), 'binary'), BLOCK, 'latin1');
    this.#inner.fill(0, BLOCK, end);
    return hash('sha256', this.#outer, 'base64url');
  }
}
