export { makeAnswerOne } from './answer-one.ts';
export { makeAnswer } from './answers.ts';
export { type BreakerOptions, type BreakerState, Breakers } from './breakers.ts';
export { Cage, type CageOptions } from './cage.ts';
export { makeCalls } from './calls.ts';
export { type ForwardPorts, makeForward } from './forward.ts';
export { checkSigned, makeJudgeSigned } from './signed.ts';
