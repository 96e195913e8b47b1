export { collect } from './collect.ts';
export { readPeticion } from './contract/index.ts';
export { readEnvelope } from './envelope.ts';
export { parse, readMessage } from './parse.ts';
