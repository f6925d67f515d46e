import { expect, test } from "vitest";
import { hasSameWords, isSameText } from "../../../src-main/adapters/mastodon/same-words.ts";

test.each([
  ["Good day", "Good day", true],
  ["@rita@far.example Good day", "@rita Good day", true],
  ["@rita@127.0.0.1:8080 Good day", "@rita Good day", true],
  ["Good day", "@rita Good day", true],
  ["*Good* day\n\n- one", "Good day\none", true],
  ["Mail ann@shop.example now", "Mail now", false],
  ["We refund 10 pounds", "We refund 20 pounds", false],
  ["👍", "👍", true],
  ["👍", "👎", false],
  ["…", "!", false],
])("%j and %j have the same words: %s", (sent, standing, same) => {
  expect(hasSameWords(sent, standing)).toBe(same);
});

test("a text that names somebody else is another text", () => {
  expect(isSameText("@rita@far.example Good day", "@Rita Good day")).toBe(true);
  expect(isSameText("@rita@far.example Good day", "@carl Good day")).toBe(false);
});
