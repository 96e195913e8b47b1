import type { Live } from './domain.ts';

/** A part of something live. */
export function pick<T, K extends keyof T>(live: Live<T>, key: K): Live<T[K]> {
  return {
    get current() {
      return live.current[key];
    },
  };
}

/** Made anew from something live whenever that was replaced; what was made last stays when that fails. */
export function derived<T, U>(live: Live<T>, make: (value: T) => U): Live<U> {
  let from = live.current;
  let made = make(from);
  return {
    get current() {
      if (live.current !== from) {
        from = live.current;
        made = attempt(() => make(from)) ?? made;
      }
      return made;
    },
  };
}

function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}
