export { type Evidence, makeKeep } from './evidence.ts';
export { tellExpiry, type Watched } from './expiry.ts';
export type { Journal, Keys, Line, Part } from './journal.ts';
export { type Logger, makeLogger, RefusalLog } from './log.ts';
export { Metrics } from './metrics.ts';
export { Marks } from './part.ts';
export { makeRecord, type Record, type RecordPorts } from './record.ts';
export { Recorder } from './recorder.ts';
