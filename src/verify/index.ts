export { makeVerifyAnswer } from './answer.ts';
export { type Certificate, parseCertificate } from './certificate.ts';
export { LiveTrust } from './live-trust.ts';
export { Psis, type PsisOptions, type PsisPorts, type PsisVerdict } from './psis/psis.ts';
export { type Crl, loadCrls, Revocation, type RevocationOptions } from './revocation/index.ts';
export { makeStatus } from './status.ts';
export { loadTrust, type TrustStore } from './trust.ts';
export { type CertificateStatus, type ConsumersByCertificate, makeVerify, type VerifyPorts } from './verify.ts';
