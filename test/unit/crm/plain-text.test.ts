import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Correction, Interaction } from "../../../src-main/domain/crm/interaction.ts";
import { blankLine } from "../../../src-main/domain/crm/blank-line.ts";
import { interactionSubject, interactionText } from "../../../src-main/domain/crm/plain-text.ts";
import { cutAtWord } from "../../../src-main/domain/text/cut-at-word.ts";

const line: Interaction = {
  ...{ schema: "watchroom.interaction/1", type: "reply", key: "wr:desk:01K", occurredAt: "2026-11-17T10:00:00.000Z" },
  ...{ channel: "bluesky", direction: "out", note: null, outcome: "handed_private" },
  contact: { key: "wr:bluesky:dorrit", name: "Dorrit Hask", handle: "@dorrit", emails: [], phones: [] },
  case: { id: "01KA", link: "watchroom://case/01KA", isComplaint: true },
  mention: {
    ...{ id: "01KB", source: "Bluesky search", title: null, text: "Where is my <b>refund</b>? 👩‍👩‍👧", bucket: "care" },
    ...{ url: "https://a.example/1", publishedAt: "2026-11-17T09:00:00.000Z", sentiment: "negative" },
  },
  reply: {
    ...{ text: "It comes today.\nSorry!", url: "https://a.example/2", author: "Ann Lee", script: "refund v4" },
    approvedBy: ["Carl Orr", "Lea Orr"],
  },
};

describe("the record in words", () => {
  test("says what happened, the mention, our reply, who approved it, how it ended, the ways back and the key", () => {
    expect(interactionText(line).split("\n")).toEqual([
      ...["Public reply (complaint)", "When: 2026-11-17 10:00 UTC", "Contact: Dorrit Hask (@dorrit)", "Bucket: Care"],
      ...["Sentiment: negative", "Outcome: handed private", "Agent: Ann Lee", "Approved by: Carl Orr, Lea Orr"],
      ...["Script: refund v4", "", "Mention: Bluesky search (bluesky), 2026-11-17 09:00 UTC"],
      ...["Where is my refund? 👩‍👩‍👧", "https://a.example/1", "", "Our reply:", "It comes today.", "Sorry!"],
      ...["https://a.example/2", "", "Case: watchroom://case/01KA", "Key: wr:desk:01K"],
    ]);
  });

  test("of a call: who of us spoke and what was said", () => {
    const call: Interaction = { ...line, type: "call", reply: null, note: "She gets it.", agent: "Ann Lee" };
    expect(interactionText(call)).toContain("\nAgent: Ann Lee\n");
    expect(interactionText(call)).toContain("\n\nNote:\nShe gets it.\n\n");
  });

  test("has no markup left, whatever was in it, and keeps what only looks like it", () => {
    const tags = fc.array(
      fc.constantFrom(
        "<script>",
        "</script>",
        "<img src=x onerror=a>",
        "&lt;b&gt;",
        "<",
        "&amp;lt;p&amp;gt;",
        "a ",
        "<svg/x>",
      ),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(tags, (parts) => {
        const text = interactionText({ ...line, mention: { ...line.mention, text: parts.join("") } });
        expect(text).not.toMatch(/<[a-z/!?]/i);
      }),
    );
    const code = { ...line.mention, text: "My List<String> is 1 < 2" };
    expect(interactionText({ ...line, mention: code })).toContain("My List‹String> is 1 < 2");
  });
});

describe("the subject", () => {
  test("names what happened, with whom, about what, on one line", () => {
    expect(interactionSubject(line, 200)).toBe("Public reply · Dorrit Hask: Where is my refund? 👩‍👩‍👧");
  });

  test("is cut behind a word, never in the midst of an emoji, and is never too long", () => {
    expect(interactionSubject(line, 45)).toBe("Public reply · Dorrit Hask: Where is my…");
    expect(interactionSubject(line, 53)).toBe("Public reply · Dorrit Hask: Where is my refund?…");
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), fc.integer({ min: 0, max: 60 }), (text, most) => {
        const cut = cutAtWord(text, most);
        const parts = (words: string) => [...new Intl.Segmenter("en").segment(words)].map(({ segment }) => segment);
        expect(cut.length).toBeLessThanOrEqual(most);
        if (cut === text) return;
        const kept = parts(cut.slice(0, -1));
        expect(parts(text).slice(0, kept.length)).toEqual(kept);
      }),
    );
  });
});

test("what is kept of an erased person's line is its key, kind, moment and case", () => {
  const correction: Correction = {
    ...{ schema: "watchroom.correction/1", key: "wr:desk:01L", occurredAt: line.occurredAt, contact: line.contact },
    ...{ because: "outcome_changed", interaction: line },
  };
  for (const blank of [blankLine({ ...line, agent: "Ann Lee" }), blankLine(correction)]) {
    const words = JSON.stringify(blank);
    for (const trace of ["Dorrit Hask", "@dorrit", "refund", "comes today", "Ann Lee", "Carl", "a.example"])
      expect(words).not.toContain(trace);
    expect(words).toContain(line.key);
  }
});
