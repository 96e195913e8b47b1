export { Cage, type CageOptions } from './cage.ts';
export { type ForwardPorts, makeForward } from './forward.ts';
