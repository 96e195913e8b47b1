export { type AcceptOptions, makeAccept } from './accept.ts';
export { type AnswerPorts, attempt } from './answer.ts';
export type { Claim, Claimed, Lot, LotStore, Note, Progress, Waiting, Work } from './ports.ts';
export { Rate } from './rate.ts';
export { Respond } from './respond.ts';
export { Turnstile } from './turnstile.ts';
export { Vault } from './vault.ts';
export { Worker, type WorkerOptions } from './worker.ts';
