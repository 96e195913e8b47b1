import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reasonOf } from './answer.ts';
import { type Crl, readCrl } from './crl.ts';

const PEM = /-----BEGIN X509 CRL-----([A-Za-z0-9+/=\s]+?)-----END X509 CRL-----/;

/**
 * Reads every `.crl` file of a directory, DER or PEM, one list each. Their dates and signatures are judged when they are
 * used: a list that runs out is no reason to stop.
 *
 * @throws Error naming the file that is wrong
 */
export function loadCrls(dir: string): readonly Crl[] {
  return readdirSync(dir)
    .filter((name) => /\.crl$/i.test(name))
    .sort()
    .map((name) => {
      const file = join(dir, name);
      const bytes = readFileSync(file);
      const [, base64] = bytes[0] === 0x30 ? [] : (PEM.exec(bytes.toString('latin1')) ?? []);
      try {
        return readCrl(base64 === undefined ? bytes : Buffer.from(base64, 'base64'));
      } catch (error) {
        throw new Error(`${file}: not a list of revoked certificates that can be used: ${reasonOf(error)}`);
      }
    });
}
