import { randomBytes } from "node:crypto";
import { monotonicFactory } from "ulid";
import type { Ids } from "../ports/ids.ts";

export function createRandomIds(): Ids {
  const next = monotonicFactory(() => randomBytes(4).readUInt32BE() / 2 ** 32);
  return {
    ulid: (at) => next(at),
    randomBytes: (count) => randomBytes(count),
    fraction: () => Math.random(),
  };
}
