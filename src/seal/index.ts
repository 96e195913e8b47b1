export { makeCms } from './cms.ts';
export type { Signing } from './envelope.ts';
export { loadSigning, makeSeal, makeWrap, type SealPorts } from './seal.ts';
