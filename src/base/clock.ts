import { randomBytes } from 'node:crypto';

/** The only sources of time and randomness; tests pass their own. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** Milliseconds from an arbitrary start, monotonic, for latencies. */
export const monotonic = (): number => performance.now();

export const random = (bytes: number): Buffer => randomBytes(bytes);

/** Time-ordered identifier of 32 hexadecimal digits: 48 bits of milliseconds, 80 random bits. */
export const timedId = (now: number): string => now.toString(16).padStart(12, '0') + randomHex().slice(12);

let pool = '';
let used = 0;

/** 128 random bits as 32 hexadecimal digits. */
export function randomHex(): string {
  if (used === pool.length) {
    pool = randomBytes(4096).toString('hex');
    used = 0;
  }
  used += 32;
  return pool.slice(used - 32, used);
}

const offsets = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Madrid', timeZoneName: 'longOffset' });
let hour = -1;
let offset = '+00:00';

/** Local time of Catalonia with milliseconds and offset, `2026-11-23T09:30:00.123+01:00`, as the platform's answers have it. */
export function localTimestamp(now: number): string {
  const current = Math.floor(now / 900_000);
  if (current !== hour) {
    hour = current;
    const name = offsets.formatToParts(now).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
    offset = name === 'GMT' ? '+00:00' : name.slice(3);
  }
  const minutes = (offset.startsWith('-') ? -1 : 1) * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6)));
  return new Date(now + minutes * 60_000).toISOString().slice(0, 23) + offset;
}
