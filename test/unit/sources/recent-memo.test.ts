import { expect, test } from "vitest";
import { createRecentMemo } from "../../../src-main/engine/sources/recent-memo.ts";

const keysOf = (count: number) => Array.from({ length: count }, (_, number) => ({ number }));

test("the last ones are remembered, and what was met twice as long ago is forgotten", () => {
  const memo = createRecentMemo<object, number>(3);
  const keys = keysOf(9);
  for (const { number } of keys) memo.set(keys[number] ?? {}, number);
  expect(keys.map((key) => memo.get(key))).toEqual([...[undefined, undefined, undefined], ...[3, 4, 5, 6, 7, 8]]);
});

test("what is worked out anew takes the place of what was, also of the older part", () => {
  const memo = createRecentMemo<object, string>(1);
  const [first = {}, second = {}] = keysOf(2);
  memo.set(first, "old");
  memo.set(second, "other");
  memo.set(first, "new");
  expect([memo.get(first), memo.get(second)]).toEqual(["new", "other"]);
});

test("an object like one that was met is another one", () => {
  const memo = createRecentMemo<object, number>(3);
  memo.set({ number: 1 }, 1);
  expect(memo.get({ number: 1 })).toBeUndefined();
});
