import { describe, expect, test } from "vitest";
import words from "../../../resources/words/en.json" with { type: "json" };
import { feedErrorKey, feedError } from "../../../src-main/engine/sources/feed/parsed-feed.ts";
import { sourceHealth } from "../../../src-main/engine/sources/state.ts";
import { feedWords, httpWords, troubleWord } from "../../../src-main/engine/sources/trouble-word.ts";
import { httpFailureCodes } from "../../../src-main/ports/http.ts";
import { createFakeClock } from "../../support/fake-clock.ts";
import { storedSource } from "../../support/stored-source.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const online = (now: number) => ({ now, offlineSince: null });
const troubled = (code: string, params = {}) => ({ code, params });
const short = (key: string, params = {}) => ({ is: "trouble", says: { code: `sourceWord.${key}`, params } });
const wordsOf: Readonly<Record<string, string>> = words.sourceWord;

test.each([
  ["never tried", { lastOkAt: null, lastTryAt: null, nextCheckAt: null }, "new", { is: "new" }],
  ["well", {}, "ok", { is: "ok" }],
  ["well, read all the same", { repaired: true }, "ok", { is: "repaired" }],
  ["answers from elsewhere", { movedTo: "https://www.new.example/feed" }, "ok", { is: "moved", to: "www.new.example" }],
  ["asked for rest", { restUntil: 2 * hour }, "ok", { is: "paused", until: 2 * hour }],
  ["rested long ago", { restUntil: 1 }, "ok", { is: "ok" }],
  [
    "no answer once",
    { failures: 1, trouble: troubled("fetch.timed-out", { seconds: 20 }), nextCheckAt: 2 * hour },
    "retrying",
    { is: "retrying", at: 2 * hour },
  ],
  [
    "no answer five times",
    { failures: 5, trouble: troubled("fetch.timed-out", { seconds: 20 }) },
    "broken",
    short("tooSlow", { seconds: 20 }),
  ],
  [
    "asks for rest",
    { failures: 1, trouble: troubled("fetch.http-429"), nextCheckAt: 9 },
    "retrying",
    { is: "paused", until: 9 },
  ],
  ["locked out", { failures: 1, trouble: troubled("fetch.http-403") }, "retrying", short("blocked", { status: 403 })],
  [
    "locked out for long",
    { failures: 6, trouble: troubled("fetch.http-403") },
    "broken",
    short("blocked", { status: 403 }),
  ],
  [
    "broken line",
    { failures: 1, trouble: troubled("feed.not_well_formed_line", { line: 14 }) },
    "retrying",
    short("formatLine", { line: 14 }),
  ],
  ["a web page", { failures: 2, trouble: troubled("feed.not_a_feed") }, "retrying", short("webPage")],
  ["gone", { goneAt: 1, failures: 1, trouble: troubled("fetch.http-410") }, "gone", short("gone", { status: 410 })],
  [
    "first try unclear",
    { lastOkAt: null, trouble: troubled("fetch.unreachable") },
    "retrying",
    { is: "retrying", at: hour },
  ],
  ["first try without a network", { lastOkAt: null, trouble: troubled("fetch.offline") }, "new", { is: "new" }],
  ["entered by people", { kind: "by_hand", lastOkAt: null }, "by_hand", { is: "by_hand" }],
  ["imported", { kind: "import", lastOkAt: null, createdAt: 7 }, "import", { is: "import", at: 7 }],
] as const)("a source that is %s reads %j", (_name, change, state, word) => {
  expect(sourceHealth(storedSource(change), online(hour))).toEqual({ state, word, isBeforeOffline: false });
});

test("what answers goes quiet a week after its newest item, or after it was added without any", () => {
  const clock = createFakeClock(0);
  const states = (change: object) => sourceHealth(storedSource(change), online(clock.now()));
  clock.advance(7 * day);
  expect([states({ newestItemAt: 0 }).state, states({}).state]).toEqual(["ok", "ok"]);
  clock.advance(5 * day);
  expect([states({ newestItemAt: day }).word, states({}).word, states({ newestItemAt: 9 * day }).word]).toEqual([
    { is: "quiet", since: day },
    { is: "quiet", since: 0 },
    { is: "ok" },
  ]);
});

test("a failing source is broken after 24 hours without an answer, however few its tries", () => {
  const clock = createFakeClock(0);
  const failing = storedSource({ failures: 2, trouble: troubled("fetch.refused") });
  const state = () => sourceHealth(failing, online(clock.now())).state;
  clock.advance(day - 1);
  expect(state()).toBe("retrying");
  clock.advance(1);
  expect(state()).toBe("broken");
});

describe("while the desk is offline", () => {
  const offline = { now: 30 * day, offlineSince: 2 * hour };

  test("what cannot be reached keeps the state it had, without a time that nobody can promise", () => {
    const retrying = storedSource({ failures: 1, trouble: troubled("fetch.refused"), nextCheckAt: 3 * hour });
    expect([sourceHealth(storedSource(), offline), sourceHealth(retrying, offline)]).toEqual([
      { state: "ok", word: { is: "ok" }, isBeforeOffline: true },
      { state: "retrying", word: { is: "retrying", at: null }, isBeforeOffline: true },
    ]);
  });

  test.each([
    ["what answered since", { lastOkAt: 30 * day, newestItemAt: 30 * day }],
    ["what is on this very computer", { url: "http://127.0.0.1:8080/feed", newestItemAt: 30 * day }],
    ["what is gone", { goneAt: 1 }],
    ["what people enter", { kind: "by_hand" }],
  ] as const)("%s is as it is now", (_name, change) => {
    expect(sourceHealth(storedSource(change), offline).isBeforeOffline).toBe(false);
  });
});

describe("every trouble has a short word", () => {
  test.each(httpFailureCodes.map((code) => [code]))("fetch.%s", (code) => {
    const { key } = httpWords[code];
    expect([typeof wordsOf[key], Object.hasOwn(words.fetch, code)]).toEqual(["string", true]);
    expect(troubleWord({ code: `fetch.${code}`, params: {} }).says.code).toBe(`sourceWord.${key}`);
  });

  test.each(
    (["not_a_feed", "not_well_formed", "empty", "too_large", "too_slow"] as const).flatMap((code) => [
      [feedErrorKey(feedError(code))],
      [feedErrorKey(feedError(code, { line: 14, what: "page" }))],
    ]),
  )("%s", (code) => {
    const key = feedWords[code.slice("feed.".length)]?.key ?? "";
    expect([typeof wordsOf[key], Object.hasOwn(words.feed, code.slice("feed.".length))]).toEqual(["string", true]);
  });

  test("one that only a newer version knows is no answer", () => {
    expect(troubleWord(troubled("fetch.constructor")).says.code).toBe("sourceWord.noAnswer");
  });

  test("a status that a sentence names stands in the short word too", () => {
    expect(troubleWord(troubled("fetch.http-5xx", { status: 502 })).says).toEqual({
      code: "sourceWord.serverFault",
      params: { status: 502 },
    });
  });
});
