import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';
import { randomHex } from '../base/clock.ts';

const ALGORITHM = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

/** Contents of petitions and answers at rest: AES-256-GCM under a key outside the store, each bound to its place there. */
export class Vault {
  readonly #key: Buffer;

  /** @param key its first 32 bytes count */
  constructor(key: KeyObject) {
    this.#key = key.export().subarray(0, 32);
  }

  /** @returns nonce, tag and ciphertext, base64 */
  close(content: Buffer, place: string): string {
    const nonce = Buffer.from(randomHex().slice(0, NONCE * 2), 'hex');
    const cipher = createCipheriv(ALGORITHM, this.#key, nonce).setAAD(Buffer.from(place));
    const ciphertext = Buffer.concat([cipher.update(content), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]).toString('base64');
  }

  /** @throws Error when it was changed, moved, or closed under another key */
  open(closed: string, place: string): Buffer {
    const bytes = Buffer.from(closed, 'base64');
    const decipher = createDecipheriv(ALGORITHM, this.#key, bytes.subarray(0, NONCE), { authTagLength: TAG })
      .setAAD(Buffer.from(place))
      .setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]);
  }
}

/** Where the contents of a lot stand: something taken from one place is nothing in another. */
export const places = {
  frame: (lot: string): string => `lot ${lot}`,
  question: (lot: string, n: number): string => `question ${lot} ${n}`,
  answer: (lot: string, n: number): string => `answer ${lot} ${n}`,
};
