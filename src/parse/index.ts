export { collect } from './collect.ts';
export { readPeticion } from './contract/index.ts';
export { readEnvelope } from './envelope.ts';
export { parse } from './parse.ts';
