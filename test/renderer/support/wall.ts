import type { Wall } from "../../../src-main/contract/methods/settings.ts";

/** The wall that a desk has from the start. */
export const wall: Wall = {
  id: "00000000000000000000000001",
  name: "Wall",
  diagonalInches: 55,
  shape: "16:9",
  distanceMetres: 5,
  counts: "mentions",
  pages: [
    ["volume", "net", "stories", "feeds"],
    ["stories", "buckets"],
    ["feeds", "approvals", "handovers", "response"],
  ],
  rotateSeconds: 25,
  names: false,
  night: null,
};
