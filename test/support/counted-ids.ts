import { createHash } from "node:crypto";
import { encodeTime } from "ulid";
import type { Ids } from "../../src-main/ports/ids.ts";

/** Ids that are the same in every run: valid ULIDs whose last part counts up, and bytes hashed from a counter. */
export function createCountedIds(): Ids {
  let count = 0;
  return {
    ulid: (at) => `${encodeTime(at, 10)}${(count += 1).toString(10).padStart(16, "0")}`,
    randomBytes: (length) => {
      const blocks = Array.from({ length: Math.ceil(length / 32) }, () =>
        createHash("sha256")
          .update(`bytes ${(count += 1)}`)
          .digest(),
      );
      return Uint8Array.from(Buffer.concat(blocks).subarray(0, length));
    },
    fraction: () => 0.5,
  };
}
