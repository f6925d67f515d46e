import { expect, test } from "vitest";
import { isParentChanged } from "../../../src-main/domain/publishing/parent-change.ts";

test.each([
  ["the same words", "Where is my refund?", "Where is my refund?"],
  ["other spaces and marks", "Where is  my\nrefund", "where is my refund!"],
  [
    "a link that the feed wrote out",
    "Look: https://a.example/1 please",
    "Look: a-link-was-here please".replace("a-link-was-here ", ""),
  ],
  ["the feed's mark for a picture", "My cabin [contains quote post or other embedded content]", "My cabin"],
  ["an end that the feed cut off", "Where is my…", "Where is my refund, I have waited for weeks"],
])("%s are no change", (_name, seen, now) => {
  expect(isParentChanged(seen, now)).toBe(false);
});

test.each([
  ["another word", "Where is my refund?", "Where is my luggage?"],
  ["a word more", "Where is my refund?", "Where is my refund? It came."],
  ["a word less", "I am not happy", "I am happy"],
  ["another beginning of what was cut off", "Where is my…", "There is my refund"],
  ["other signs in a script without spaces", "退款在哪里", "退款来了吗"],
])("%s is a change", (_name, seen, now) => {
  expect(isParentChanged(seen, now)).toBe(true);
});
