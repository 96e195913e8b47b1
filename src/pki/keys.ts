import { createPublicKey, generateKeyPairSync, KeyObject } from 'node:crypto';

export type Curve = 'P-256' | 'P-384' | 'P-521' | 'secp256k1';

/** Bits of a new RSA key, the curve of a new EC key, or a key that exists: private, or only its public half. */
export type KeyChoice = number | Curve | KeyObject;

export interface SubjectKey {
  readonly publicKey: KeyObject;
  /** PKCS#8; empty when only the public key is known. */
  readonly keyPem: string;
}

const pkcs8 = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }) as string;

export function subjectKey(choice: KeyChoice): SubjectKey {
  if (choice instanceof KeyObject) {
    if (choice.type === 'public') return { publicKey: choice, keyPem: '' };
    return { publicKey: createPublicKey(choice), keyPem: pkcs8(choice) };
  }
  const { publicKey, privateKey } =
    typeof choice === 'number'
      ? generateKeyPairSync('rsa', { modulusLength: choice })
      : generateKeyPairSync('ec', { namedCurve: choice });
  return { publicKey, keyPem: pkcs8(privateKey) };
}
