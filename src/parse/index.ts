export { checkContentType, collect } from './collect.ts';
export { readPeticion } from './contract/index.ts';
export { readEnvelope } from './envelope.ts';
export { parse, readMessage, readTree } from './parse.ts';
