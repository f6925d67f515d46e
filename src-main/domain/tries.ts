/** How often something secret was guessed, and until when no guess is heard. Times in ms of a clock that only grows. */
export type Guesses = { readonly wrong: number; readonly lockedUntil: number };

const freeTries = 5;
const lockMs = 60_000;
const longestLockMs = 15 * 60_000;

/** Whole seconds until the next guess is heard; 0 = now. */
export function secondsLocked(guesses: Guesses | undefined, now: number): number {
  return guesses ? Math.max(0, Math.ceil((guesses.lockedUntil - now) / 1000)) : 0;
}

/**
 * One guess more. Five are free; the fifth locks for a minute, each further one for twice as long, up to a quarter of
 * an hour. A guess counts before it is judged, so that a hundred at once are a hundred; a right one clears the count.
 */
export function afterGuess(guesses: Guesses | undefined, now: number): Guesses {
  const wrong = (guesses?.wrong ?? 0) + 1;
  if (wrong < freeTries) return { wrong, lockedUntil: 0 };
  return { wrong, lockedUntil: now + Math.min(longestLockMs, lockMs * 2 ** (wrong - freeTries)) };
}
