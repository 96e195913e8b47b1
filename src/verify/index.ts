export { type Certificate, parseCertificate } from './certificate.ts';
export { loadTrust, type TrustStore } from './trust.ts';
export { type ConsumersByCertificate, makeVerify, type VerifyPorts } from './verify.ts';
