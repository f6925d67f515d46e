import { randomBytes } from "node:crypto";
import { monotonicFactory } from "ulid";
import type { Ids } from "../ports/ids.ts";

/** Asking the system for random bytes costs more than an id: an id has sixteen letters, and each asks. */
const pooledBytes = 4096;

export function createRandomIds(): Ids {
  let pool = randomBytes(pooledBytes);
  let used = 0;
  const next = monotonicFactory(() => {
    if (used + 4 > pool.length) [pool, used] = [randomBytes(pooledBytes), 0];
    used += 4;
    return pool.readUInt32BE(used - 4) / 2 ** 32;
  });
  return {
    ulid: (at) => next(at),
    randomBytes: (count) => randomBytes(count),
    fraction: () => Math.random(),
  };
}
