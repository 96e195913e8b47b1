export { makeCms } from './cms.ts';
export type { Signing } from './envelope.ts';
export { makeSeal, makeWrap, type SealPorts } from './seal.ts';
export { loadSeals, type Seals } from './seals.ts';
export { loadSigning } from './signing.ts';
