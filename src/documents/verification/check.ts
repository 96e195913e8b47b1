import { createHash } from 'node:crypto';
import { codeHash, readCode } from './code.ts';
import type { Issued, IssuedStore } from './issued.ts';

/** What somebody holds: the code of a document, the file, its hash, or both. */
export interface Held {
  readonly code?: string | undefined;
  readonly file?: Buffer | undefined;
  /** SHA-256 of the file, hexadecimal. */
  readonly sha256?: string | undefined;
}

/** `match`: whether the file is the one that was issued; undefined where no file was shown. */
export type Verdict =
  | { readonly kind: 'issued'; readonly issued: Issued; readonly match: boolean | undefined }
  | { readonly kind: 'unknown' }
  /** Neither a code nor a file, or something that is no code. */
  | { readonly kind: 'unreadable' };

/** Whether this gateway issued a document. Tells nothing of whom it is about. */
export async function checkDocument(held: Held, issued: IssuedStore, now: number): Promise<Verdict> {
  const sha256 = held.file ? createHash('sha256').update(held.file).digest('hex') : held.sha256?.trim().toLowerCase();
  const typed = held.code?.trim() ?? '';
  if (typed === '') {
    if (!sha256 || !/^[0-9a-f]{64}$/.test(sha256)) return { kind: 'unreadable' };
    const found = await issued.bySha256(sha256, now);
    return found ? { kind: 'issued', issued: found, match: true } : { kind: 'unknown' };
  }
  const code = readCode(typed);
  if (!code) return { kind: 'unreadable' };
  const found = await issued.byCode(codeHash(code), now);
  if (!found) return { kind: 'unknown' };
  return { kind: 'issued', issued: found, match: sha256 === undefined ? undefined : sha256 === found.sha256 };
}
