/** Whether certificates are revoked. */
export type { Crl } from './crl.ts';
export { loadCrls } from './crl-files.ts';
export type { RevocationOptions } from './options.ts';
export { Revocation, type RevocationPorts } from './revocation.ts';
