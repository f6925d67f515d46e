import { join } from "node:path";
import { expect, test } from "vitest";
import { loadWords } from "../../../src-main/adapters/word-catalogue.ts";
import { sayLogged } from "../../../src-main/domain/shifts/say-logged.ts";

const { say } = loadWords(join(import.meta.dirname, "..", "..", "..", "resources"));

test.each([
  [
    "source.moved",
    { name: "Gazette", from: "http://old.example/rss", to: "https://new.example/rss" },
    "Source moved for good: Gazette is read at https://new.example/rss now",
  ],
  [
    "source.merged",
    { name: "Gazette", into: "Gazette, new", intoId: "01", from: "http://old.example/", to: "https://new.example/" },
    "Source became one with another: Gazette moved to the address of Gazette, new, which goes on",
  ],
] as const)("the shift log has a sentence for %s", (kind, payload, sentence) => {
  expect(say(sayLogged(kind, payload))).toBe(sentence);
});
