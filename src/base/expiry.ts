/** Milliseconds. */
export const DAY = 86_400_000;

/** Days before the end of a certificate at which it is told. */
export const WARNED = [7, 30, 60] as const;

/** Whole days that are left; negative once it has ended. Times in milliseconds. */
export const daysLeft = (end: number, now: number): number => Math.floor((end - now) / DAY);

/** The first of 7, 30 and 60 days that a certificate has left at most; undefined while it has more. */
export const warningOf = (end: number, now: number): (typeof WARNED)[number] | undefined =>
  WARNED.find((days) => end - now <= days * DAY);
