import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type CertificateOptions,
  createAuthority,
  demoPki,
  type Issued,
  issue,
  type PemFiles,
} from '../../src/pki/index.ts';

let made: string | undefined;

/** Copies the demo's PKI into a folder. Its RSA keys are made once for each test process. */
export function copyPki(to: string): void {
  if (made === undefined) {
    const dir = mkdtempSync(join(tmpdir(), 'padro-pki-'));
    process.once('exit', () => rmSync(dir, { recursive: true, force: true }));
    demoPki(dir);
    made = dir;
  }
  cpSync(made, to, { recursive: true });
}

export const readPair = ({ key, cert }: PemFiles): { key: string; cert: string } => ({
  key: readFileSync(key, 'utf8'),
  cert: readFileSync(cert, 'utf8'),
});

/** An authority of its own with EC keys, which are made in no time. */
export const otherAuthority = (commonName = 'Una altra autoritat'): Issued =>
  createAuthority({ commonName, key: 'P-256' });

/** A TLS server's certificate for 127.0.0.1, but for what the options change. */
export function serverCertificate(
  authority: Pick<Issued, 'keyPem' | 'certPem'>,
  options: Partial<CertificateOptions> = {},
) {
  const { keyPem, certPem } = issue(authority, {
    subject: { C: 'ES', O: 'Ajuntament simulat', CN: 'servidor' },
    key: 'P-256',
    basicConstraints: { ca: false },
    keyUsage: ['digitalSignature'],
    extKeyUsage: ['serverAuth'],
    altNames: { dns: ['localhost'], ip: ['127.0.0.1'] },
    ...options,
  });
  return { key: keyPem, cert: certPem };
}
