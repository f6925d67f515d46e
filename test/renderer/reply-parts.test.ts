import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { renderScript } from "../../src-main/domain/replies/render-script.ts";
import type { Reply } from "../../src-main/contract/methods/replies.ts";
import { clockPoints, gapsOfPoints, missedBy } from "../../src-renderer/features/case/clock-points.ts";
import { createDraftKeeper, SAVE_AFTER_MS } from "../../src-renderer/features/case/draft-keeper.ts";
import { lengthOf } from "../../src-renderer/features/case/reply-checks.ts";
import {
  behindPrefix,
  cutScript,
  type DraftWords,
  draftWordsOf,
  emptyFieldsOf,
  renderTemplate,
} from "../../src-renderer/features/case/script-text.ts";
import { entriesOf } from "../../src-renderer/features/approvals/approval-entries.ts";
import { EngineError } from "../../src-renderer/lib/engine.ts";
import { countChanges, diffWords } from "../../src-renderer/lib/word-diff.ts";
import { mention, refund, replyOf } from "./support/reply-desk.ts";
import { idOf, MINUTE, NOON, rowOf } from "./support/rows.ts";

describe("a script on the page", () => {
  const part = fc.constantFrom(
    "Hello",
    " ",
    "\n",
    "{{name}}",
    " {{extra}}",
    "{{ time }}",
    "{{unknown}}",
    "{",
    "}}",
    ".",
    "Zoë 👋",
  );
  const value = fc.constantFrom("", " ", "Ann", " Ann ", "{{time}}", "a{{b", "👋");

  test("renders to the very text that the engine will store", () => {
    fc.assert(
      fc.property(
        fc.tuple(value, value, value),
        fc.array(part).map((parts) => parts.join("")),
        fc.record({ name: value, time: value, extra: value }, { requiredKeys: [] }),
        (fallbacks, words, values) => {
          const fields = ["name", "time", "extra"].map((name, at) => ({
            ...refund.fields[at]!,
            ...{ name, fallback: fallbacks[at] ?? "" },
          }));
          // Braces round a placeholder are no script that anybody can fill.
          fc.pre(!/\{\{|\}\}/.test(words.replaceAll(/\{\{\s*[^{}]+?\s*\}\}/g, "·")));
          const engine = renderScript(words, fields, values as Record<string, string>);
          const template = cutScript(words, fields);
          expect(renderTemplate(template, values as Record<string, string>)).toBe(engine.text);
          const behind = behindPrefix("@ann@far.example ", template);
          expect(renderTemplate(behind, values as Record<string, string>)).toBe(`@ann@far.example ${engine.text}`);
          expect(emptyFieldsOf({ fields: values as Record<string, string>, text: null }, template)).toEqual(
            engine.emptyFields,
          );
        },
      ),
    );
  });

  test("a stored text that is not the rendering counts as words of one's own", () => {
    const template = cutScript("Hello {{zqname}}", refund.fields);
    const stored = (text: string) => ({ fields: { zqname: "Ann" }, prefix: "", text });
    expect(draftWordsOf(stored("Hello Ann"), template).text).toBeNull();
    expect(draftWordsOf(stored("Hi Ann"), template).text).toBe("Hi Ann");
  });

  test("a script stands behind the name that its reply needs now, whatever it needed when the page was opened", () => {
    const bare = cutScript("Hello {{zqname}}", refund.fields);
    const behind = behindPrefix("@ann@far.example ", bare);
    const stored = (prefix: string, text: string) => ({ fields: { zqname: "Ann" }, prefix, text });
    for (const template of [bare, behind]) {
      expect(draftWordsOf(stored("@ann@far.example ", "@ann@far.example Hello Ann"), template).text).toBeNull();
      expect(draftWordsOf(stored("", "Hello Ann"), template).text).toBeNull();
      expect(draftWordsOf(stored("@ann@far.example ", "Hello Ann"), template).text).toBe("Hello Ann");
      expect(draftWordsOf(stored("", "@ann@far.example Hello Ann"), template).text).not.toBeNull();
    }
  });
});

describe("the difference of two texts", () => {
  test("adds up to both of them", () => {
    const text = fc
      .array(fc.constantFrom("a", "b", "long", " ", "  ", "\n", ",", "é", "👋"))
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const pieces = diffWords(before, after);
        const joined = (without: string) =>
          pieces
            .filter((piece) => piece.kind !== without)
            .map((piece) => piece.text)
            .join("");
        expect([joined("added"), joined("removed")]).toEqual([before, after]);
      }),
    );
  });

  test.each([
    ["a replaced phrase is one change", "You are right, a number of sailings", "You are right, three sailings", 1],
    ["the same text has none", "same words", "same words", 0],
    ["an addition at the end is one", "one two", "one two three", 1],
    ["changes apart are counted apart", "one two three", "1 two 3", 2],
  ])("%s", (_says, before, after, count) => {
    expect(countChanges(diffWords(before, after))).toBe(count);
  });

  test("two long texts without a word in common are compared at once", () => {
    const long = (word: string) => Array.from({ length: 6000 }, (_, index) => `${word}${index}`).join(" ");
    expect(countChanges(diffWords(long("a"), long("b")))).toBe(1);
  });
});

describe("keeping a draft", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** An engine that answers when told, and refuses a version that is not the newest. */
  function startKeeper(first: Reply = replyOf(5, { text: "" })) {
    let stored = first;
    const waiting: (() => void)[] = [];
    const saves: { version: number; text: string | null }[] = [];
    const kept: (DraftWords | null)[] = [];
    const keeper = createDraftKeeper({
      reply: first,
      template: null,
      save: async ({ version, fields, text }) => {
        saves.push({ version, text });
        await new Promise<void>((resolve) => waiting.push(resolve));
        if (version !== stored.version) throw new EngineError("stale");
        stored = { ...stored, version: version + 1, fields, text: text ?? "" };
        return stored;
      },
      read: async () => stored,
      remember: (words) => void kept.push(words),
      remembered: null,
    });
    const answer = async () => {
      waiting.shift()?.();
      await vi.advanceTimersByTimeAsync(0);
    };
    return { keeper, saves, kept, answer, stored: () => stored };
  }
  const words = (text: string): DraftWords => ({ fields: {}, text });

  test("a key is on its way within a second, however fast one types on", async () => {
    const { keeper, saves } = startKeeper();
    for (let at = 0; at < 10; at += 1) {
      keeper.type(words("x".repeat(at + 1)));
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(SAVE_AFTER_MS).toBeLessThanOrEqual(1000);
    expect(saves).toEqual([{ version: 1, text: "x".repeat(7) }]);
  });

  test("any keys under any slowness end stored in full, and one save runs at a time", async () => {
    const step = fc.oneof(fc.constant("key" as const), fc.constant("answer" as const), fc.constant("wait" as const));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const { keeper, saves, answer, stored } = startKeeper();
        let typed = "";
        for (const [index, act] of steps.entries()) {
          if (act === "key") keeper.type(words((typed += String.fromCodePoint(97 + (index % 26)))));
          if (act === "answer") await answer();
          if (act === "wait") await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
          expect(keeper.get().words.text).toBe(typed);
        }
        const end = keeper.flush();
        for (let round = 0; round < 4; round += 1) await answer();
        await end;
        for (let round = 0; round < 4; round += 1) await answer();
        expect([stored().text, keeper.get().status]).toEqual([typed, "saved"]);
        expect(saves.map((save) => save.version)).toEqual(saves.map((_, index) => index + 1));
      }),
      { numRuns: 60 },
    );
  });

  test("an older reading never replaces what is being typed", async () => {
    const { keeper } = startKeeper();
    keeper.type(words("mine"));
    keeper.told(replyOf(5, { version: 1, text: "" }));
    keeper.told(replyOf(5, { version: 9, text: "theirs" }));
    expect(keeper.get().words.text).toBe("mine");
  });

  test("a newer reading is taken over while nothing is being typed", () => {
    const { keeper } = startKeeper();
    keeper.told(replyOf(5, { version: 2, text: "theirs" }));
    expect(keeper.get().words.text).toBe("theirs");
  });

  test("what could not be stored is remembered until it is", async () => {
    const { keeper, kept, answer } = startKeeper();
    keeper.type(words("kept"));
    expect(kept.at(-1)).toEqual(words("kept"));
    const end = keeper.flush();
    await answer();
    expect(await end).toBe(true);
    expect(kept.at(-1)).toBeNull();
  });
});

describe("what the screen counts", () => {
  test("the length goes on from the engine's own count until the next save", () => {
    const reply = { text: "https://a.example", limit: { used: 23, max: 30 } };
    expect(lengthOf("https://a.example", reply)).toEqual({ used: 23, max: 30, unit: "characters", level: "fine" });
    expect(lengthOf("https://a.example ok", reply)).toEqual({ used: 26, max: 30, unit: "characters", level: "near" });
    expect(lengthOf(`https://a.example ${"👋🏽".repeat(8)}`, reply)).toEqual({
      used: 32,
      max: 30,
      unit: "characters",
      level: "over",
    });
  });

  const clock = {
    publishedAt: 0,
    firstSeenAt: 2,
    queuedAt: 2,
    firstOpenedAt: 10,
    submittedAt: null,
    approvedAt: null,
    firstResponseAt: null,
    dueAt: 60,
    earliestAt: 70,
    cycle: 1,
    responds: "first" as const,
    hasHours: true,
    approvalDueAt: null,
    resolutionDueAt: null,
    resolvedAt: null,
    gaps: [],
  };

  test("the clock strip has six points, and the one that runs says for how long", () => {
    expect(clockPoints(clock, { now: 14 }).map((point) => [point.name, point.state, point.at, point.tookMs])).toEqual([
      ["posted", "done", 0, null],
      ["found", "done", 2, 2],
      ["opened", "done", 10, 8],
      ["drafted", "now", 14, 4],
      ["approved", "later", null, null],
      ["due", "later", 60, null],
    ]);
    expect(missedBy(clock)).toBe(70);
    expect(missedBy({ ...clock, earliestAt: 60 })).toBeNull();
  });

  test("a clock that was set back makes no piece shorter than nothing", () => {
    const back = clockPoints({ ...clock, firstSeenAt: -5, firstOpenedAt: -9 }, { now: -20 });
    expect(back.map(({ tookMs }) => tookMs)).toEqual([null, 0, 0, 0, null, null]);
  });

  test("gaps are drawn between the points they lie between, and not on what is still to come", () => {
    const gaps = [
      { from: 1, to: 6, kind: "off" as const },
      { from: 11, to: 12, kind: "offline" as const },
    ];
    expect(gapsOfPoints(clockPoints(clock, { now: 14 }), gaps)).toEqual([
      [{ kind: "off", from: 0.5, length: 0.5 }],
      [{ kind: "off", from: 0, length: 0.5 }],
      [{ kind: "offline", from: 0.25, length: 0.25 }],
      [],
      [],
      [],
    ]);
  });

  test("an answered case ends with its answer and cannot miss its deadline any more", () => {
    const answered = { ...clock, submittedAt: 20, approvedAt: 30, firstResponseAt: 40 };
    expect(clockPoints(answered, { now: 99 }).at(-1)).toEqual({ name: "answered", at: 40, state: "done", tookMs: 38 });
    expect(missedBy(answered)).toBeNull();
  });

  test("of somebody who spoke to us alone has no draft and no approval", () => {
    const points = clockPoints(clock, { now: 14, isPrivate: true });
    expect(points.map(({ name, state }) => [name, state])).toEqual([
      ["happened", "done"],
      ["entered", "done"],
      ["opened", "done"],
      ["due", "now"],
    ]);
  });

  test("two replies to one story are one line, which stands where it needs somebody soonest", () => {
    const card = (number: number, story: number, change: Partial<Reply>) => ({
      story: rowOf(story),
      original: mention,
      reply: replyOf(number, change),
      scriptText: null,
      conflictsWith: null,
      reach: null,
    });
    const entries = entriesOf(
      [
        card(1, 1, { state: "approved", holdUntil: NOON + MINUTE }),
        card(2, 2, { state: "handed_over" }),
        card(3, 1, { state: "submitted" }),
        card(4, 3, { state: "approved", holdUntil: NOON - 1 }),
      ],
      NOON,
    );
    expect(entries.map((entry) => [entry.storyId, entry.group, entry.cards.length])).toEqual([
      [idOf(1), "waiting", 2],
      [idOf(2), "post", 1],
      [idOf(3), "post", 1],
    ]);
    // A void draft has a line of its own, and none beside a reply that goes on.
    const voids = entriesOf([card(5, 1, {}), card(3, 1, { state: "submitted" }), card(6, 4, {})], NOON);
    expect(voids.map((entry) => [entry.storyId, entry.group, entry.cards.length])).toEqual([
      [idOf(1), "waiting", 1],
      [idOf(4), "void", 1],
    ]);
  });
});
