export type { Signing } from './envelope.ts';
export { loadSigning, makeSeal, type SealPorts } from './seal.ts';
