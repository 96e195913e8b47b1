import { hash, verify, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exclusiveC14n } from '../../src/base/xml/c14n.ts';
import { textOf } from '../../src/base/xml/tree.ts';
import { at, FILES } from '../material.ts';
import type { Prepare } from './contender.ts';

/** Nothing but the cryptography: the digests of Timestamp and Body and the RSA signature, on canonical bytes that are ready. */
export const prepare: Prepare = async (dir) => {
  const message = readFileSync(join(dir, FILES.message), 'utf8');
  const canonical = (...path: string[]): Buffer => {
    const { doc, element } = at(message, ...path);
    return Buffer.from(exclusiveC14n(doc, element), 'latin1');
  };
  const [timestamp, body] = [canonical('Header', 'Security', 'Timestamp'), canonical('Body')];
  const signedInfo = canonical('Header', 'Security', 'Signature', 'SignedInfo');
  const [ofTimestamp, ofBody] = [...message.matchAll(/<ds:DigestValue>([^<]+)</g)].map((found) => found[1]!);
  const value = at(message, 'Header', 'Security', 'Signature', 'SignatureValue');
  const signature = Buffer.from(textOf(value.doc, value.element), 'base64');
  const key = new X509Certificate(readFileSync(join(dir, FILES.signer))).publicKey;
  return () =>
    hash('sha256', timestamp, 'base64') === ofTimestamp &&
    hash('sha256', body, 'base64') === ofBody &&
    verify('sha256', signedInfo, key, signature);
};
