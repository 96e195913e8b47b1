import { createPrivateKey, X509Certificate } from 'node:crypto';
import { Failure, UsageError } from '../failure.ts';
import { read } from '../files.ts';

export interface CredentialOptions {
  readonly key?: string | undefined;
  readonly cert?: string | undefined;
  readonly p12?: string | undefined;
  readonly password?: string | undefined;
}

/** Key and certificate from two PEM files or from one `.p12` file. @throws UsageError, Failure */
export async function credentials(options: CredentialOptions): Promise<{ keyPem: string; certPem: string }> {
  const { key, cert, p12, password = '' } = options;
  if (p12 !== undefined) {
    if (key !== undefined || cert !== undefined)
      throw new UsageError('--p12 holds key and certificate: leave --key and --cert out');
    const { readP12 } = await import('../../pki/index.ts');
    return about(p12, () => readP12(read(p12), password));
  }
  if (key === undefined || cert === undefined) {
    const missing = key === undefined ? '--key' : '--cert';
    throw new UsageError(
      `${missing} is missing: --key consumer.key --cert consumer.pem, or --p12 consumer.p12 --password TEXT`,
    );
  }
  const pair = { keyPem: read(key).toString(), certPem: read(cert).toString() };
  const privateKey = about(key, () => createPrivateKey(pair.keyPem), 'no private key in PEM, or one with a password');
  const certificate = about(cert, () => new X509Certificate(pair.certPem), 'no certificate in PEM');
  if (!certificate.checkPrivateKey(privateKey))
    throw new Failure(`${key} is not the key of the certificate in ${cert}`);
  return pair;
}

function about<T>(file: string, act: () => T, reason?: string): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(`${file}: ${reason ?? (error as Error).message}`);
  }
}
