import { expect, test } from "vitest";
import { plainName } from "../../../src-main/engine/sources/feed/people.ts";

test.each([
  ["Ann Lee", "Ann Lee"],
  ["ann@a.example (Ann Lee)", "Ann Lee"],
  ["Ann Lee <ann@a.example>", "Ann Lee"],
  ["ann@a.example", "ann@a.example"],
  [" Ann\n Lee ", "Ann Lee"],
  [" ", null],
])("%j names %s", (written, name) => {
  expect(plainName(written)).toBe(name);
});
