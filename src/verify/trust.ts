import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Certificate, parseCertificate } from './certificate.ts';

/** The certificates of the trust directory. Self-signed ones are anchors; the others are intermediates that must chain to one. */
export interface TrustStore {
  readonly anchors: ReadonlyMap<string, { readonly certificate: Certificate; readonly label: string }>;
  /** Anchors and intermediates by subject. */
  readonly bySubject: ReadonlyMap<string, readonly Certificate[]>;
}

const PEM = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+?)-----END CERTIFICATE-----/g;

export const isSelfSigned = (certificate: Certificate): boolean =>
  certificate.subject === certificate.issuer && certificate.x509.verify(certificate.key);

/**
 * Reads every `.pem`, `.crt` and `.cer` file of a directory; a file's name without ending is the label of its anchors.
 *
 * @throws Error naming the file that is wrong, or the directory without a single anchor
 */
export function loadTrust(dir: string): TrustStore {
  const anchors = new Map<string, { certificate: Certificate; label: string }>();
  const bySubject = new Map<string, Certificate[]>();
  for (const name of namesIn(dir)) {
    if (!/\.(pem|crt|cer)$/i.test(name)) continue;
    for (const certificate of readPem(join(dir, name))) {
      bySubject.set(certificate.subject, [...(bySubject.get(certificate.subject) ?? []), certificate]);
      const label = basename(name).replace(/\.[^.]+$/, '');
      if (isSelfSigned(certificate)) anchors.set(certificate.fingerprint, { certificate, label });
    }
  }
  if (anchors.size === 0) {
    throw new Error(`${dir}: no trust anchor (a self-signed certificate in PEM) is there; ${TO_DO}`);
  }
  return { anchors, bySubject };
}

const TO_DO = 'put the files of the certification authorities there, or name another folder with `trust.dir`';

/** @throws Error with the code of the file system */
function namesIn(dir: string): string[] {
  try {
    return readdirSync(dir).sort();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'there is no such directory' : `the directory cannot be read (${code})`;
    throw Object.assign(new Error(`${dir}: ${why}; ${TO_DO}`, { cause }), { code });
  }
}

function readPem(file: string): Certificate[] {
  const blocks = [...readFileSync(file, 'latin1').matchAll(PEM)];
  if (blocks.length === 0) throw new Error(`${file}: no certificate in PEM is there`);
  return blocks.map(([, base64], i) => {
    const certificate = parseCertificate(Buffer.from(base64!, 'base64'));
    if (!certificate) throw new Error(`${file}: certificate ${i + 1} is malformed or its key is not admissible`);
    return certificate;
  });
}
