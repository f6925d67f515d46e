import type { StoryRow } from "../../../src-main/contract/methods/triage.ts";

export const MINUTE = 60_000;
export const NOON = Date.UTC(2026, 10, 19, 12, 0);

const LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ";
/** A well-formed id for a small number. */
export const idOf = (number: number): string =>
  `01J${"0".repeat(21)}${LETTERS[Math.floor(number / 10) % 22]}${number % 10}`;

export const sunniva = { id: idOf(201), name: "Sunniva Clegg", initials: "SC" };
export const mirela = { id: idOf(202), name: "Mirela Oakes", initials: "MO" };

/** One row of triage, number by number; the bucket is care and the case is new. */
export function rowOf(number: number, change: Partial<StoryRow> = {}): StoryRow {
  return {
    id: idOf(number),
    version: 1,
    bucket: "care",
    reason: { says: { code: "bucketLong.care", params: {} }, confidence: 0.86, query: "late" },
    case: {
      id: idOf(number + 100),
      version: 1,
      status: "new",
      priority: 2,
      owner: null,
      claimedAt: null,
      resolution: null,
      snoozedUntil: null,
      wakeOn: null,
      opened: false,
      queuedAt: NOON - 5 * MINUTE,
    },
    labels: [],
    clock: {
      dueAt: NOON + number * MINUTE,
      leftMs: number * MINUTE,
      targetMs: 60 * MINUTE,
      state: "ok",
      running: true,
    },
    badge: null,
    author: `Zqauthor${number}`,
    handle: null,
    source: "Zqboard",
    network: "forum",
    lang: "en",
    title: `Zqtitle${number}`,
    excerpt: "Zqexcerpt late again",
    marks: [{ field: "excerpt", from: 10, to: 14 }],
    sentiment: "negative",
    score: -0.7,
    confidence: 0.91,
    copies: 1,
    url: `https://board.example/${number}`,
    publishedAt: NOON - 10 * MINUTE,
    firstSeenAt: NOON - 8 * MINUTE,
    ...change,
  };
}
