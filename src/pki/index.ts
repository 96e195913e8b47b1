/** The demo's PKI, certificates with every property that a test needs, and `.p12` files. Never the verdict on a certificate. */
export {
  type AuthorityOptions,
  type CertificateOptions,
  createAuthority,
  type Digest,
  type Issued,
  issue,
} from './certificate.ts';
export { type DemoPki, demoPki, type PemFiles } from './demo.ts';
export type { AltNames, KeyUsage, RawExtension } from './extensions.ts';
export type { Curve, KeyChoice } from './keys.ts';
export type { Name } from './names.ts';
export { type Credentials, readP12, writeP12 } from './p12.ts';
