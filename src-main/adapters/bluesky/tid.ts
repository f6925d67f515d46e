import { createHash } from "node:crypto";

const alphabet = "234567abcdefghijklmnopqrstuvwxyz";

/**
 * The record key of a reply: a TID (53 bits of microseconds and 10 of a clock id, in 13 letters of base32-sortable). The
 * microseconds within `at` (UTC ms) and the clock id come from a hash of the reply's id, so that the key is the same
 * whenever it is asked for. Source: atproto.com/specs/tid.
 */
export function tidOf(at: number, replyId: string): string {
  const digest = createHash("sha256").update(replyId).digest();
  const microseconds = BigInt(at) * 1000n + BigInt(digest.readUInt16BE(0) % 1000);
  const clockId = BigInt(digest.readUInt16BE(2) & 0x3ff);
  const bits = (microseconds << 10n) | clockId;
  return Array.from({ length: 13 }, (_, index) => alphabet[Number((bits >> BigInt(60 - index * 5)) & 31n)]).join("");
}
