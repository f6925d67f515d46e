import { createHash } from "node:crypto";

/** hash_i = SHA-256(hash_{i−1} ‖ the row's bytes without its hash), hex; the first is seeded by the event log's head. */
export function nextHash(previous: string, rowBytes: string): string {
  return createHash("sha256").update(previous).update(rowBytes, "utf8").digest("hex");
}

export type ChainedLine = { readonly bytes: string; readonly hash: string };

/** Finds the first line whose hash does not follow from the one before: its 0-based place, or null when all hold. */
export function findBrokenLine(seed: string, lines: readonly ChainedLine[]): number | null {
  let previous = seed;
  for (const [index, line] of lines.entries()) {
    if (nextHash(previous, line.bytes) !== line.hash) return index;
    previous = line.hash;
  }
  return null;
}
