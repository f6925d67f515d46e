import { describe, expect, test } from "vitest";
import { hasHint, hintMinutes } from "../../../src-main/engine/sources/poll/hint.ts";

const now = Date.UTC(2026, 10, 17, 10);
const inMinutes = (minutes: number) => new Date(now + minutes * 60_000).toUTCString();

describe("for how long a server calls its answer fresh", () => {
  test.each<[string, Record<string, string>, number | null]>([
    ["nothing is said", {}, null],
    ["max-age", { "cache-control": "max-age=900" }, 15],
    ["max-age among others, in any case", { "cache-control": 'public, Max-Age="5400", must-revalidate' }, 90],
    ["max-age less its age", { "cache-control": "max-age=3600", age: "1800" }, 30],
    ["max-age that is over", { "cache-control": "max-age=60", age: "61" }, null],
    ["part of a minute", { "cache-control": "max-age=61" }, 2],
    ["max-age=0", { "cache-control": "max-age=0" }, null],
    ["max-age that is no number", { "cache-control": "max-age=soon" }, null],
    ["no-cache", { "cache-control": "no-cache, max-age=900" }, null],
    ["no-store", { "cache-control": "no-store", expires: inMinutes(90) }, null],
    ["s-maxage, which is for others", { "cache-control": "s-maxage=900" }, null],
    ["a year, by mistake", { "cache-control": "max-age=31536000" }, 1440],
    ["Expires", { expires: inMinutes(90) }, 90],
    ["max-age over Expires", { "cache-control": "max-age=900", expires: inMinutes(90) }, 15],
    ["Expires in the past", { expires: inMinutes(-1) }, null],
    ["Expires: 0", { expires: "0" }, null],
    ["Expires: -1", { expires: "-1" }, null],
    ["Expires that is no date", { expires: "tomorrow" }, null],
    ["Expires on a clock that is a day ahead", { expires: inMinutes(1440 + 30), date: inMinutes(1440) }, 30],
  ])("%s", (_name, headers, minutes) => {
    expect(hintMinutes(headers, now)).toBe(minutes);
  });

  test("an answer without either header says nothing", () => {
    expect([hasHint({ etag: '"1"' }), hasHint({ expires: "0" }), hasHint({ "cache-control": "no-cache" })]).toEqual([
      false,
      true,
      true,
    ]);
  });
});
