import { expect, test } from "vitest";
import { coordinationSigns } from "../../../src-main/domain/alarms/coordination.ts";
import { dipsAt } from "../../../src-main/domain/alarms/dip.ts";
import { nearCopies } from "../../../src-main/domain/alarms/near-copies.ts";
import type { WindowPost } from "../../../src-main/domain/alarms/near-copies.ts";
import { noticeAfter } from "../../../src-main/domain/alarms/quiet-hours.ts";
import { limitsOf } from "../../../src-main/domain/alarms/sensitivity.ts";
import { taughtAt, teach } from "../../../src-main/domain/alarms/taught.ts";
import { slotsADay, timelineOf } from "../../../src-main/domain/alarms/timeline.ts";
import { campaign, chatter } from "../../support/simulated-posts.ts";

const day = 86_400_000;
const noon = Date.UTC(2026, 10, 17, 12);

const postsOf = (posts: ReturnType<typeof campaign>, change: Partial<WindowPost> = {}): readonly WindowPost[] =>
  posts.map(({ text, author }, at) => ({
    rowId: at + 1,
    sourceId: 1,
    network: "mastodon",
    author,
    isNewAuthor: false,
    title: null,
    text,
    publishedAt: noon,
    seenAt: noon,
    ...change,
  }));

test("quiet hours put a notice off to their end, over midnight too", () => {
  const at = (hours: number) => Date.UTC(2026, 10, 17, hours);
  const quietHours = { from: 22 * 60, to: 7 * 60 };
  expect(noticeAfter(at(12), { quietHours, timeZone: "UTC" })).toBe(at(12));
  expect(noticeAfter(at(23), { quietHours, timeZone: "UTC" })).toBe(at(31));
  expect(noticeAfter(at(6), { quietHours, timeZone: "UTC" })).toBe(at(7));
  expect(noticeAfter(at(6), { quietHours, timeZone: "Europe/Berlin" })).toBe(at(6));
  expect(noticeAfter(at(6), { quietHours: null, timeZone: "UTC" })).toBe(at(6));
});

test("what was taught puts the bound above the count, and fades", () => {
  const taught = teach(null, { count: 12, bound: 10, at: noon });
  expect(taughtAt(taught, noon) * 10).toBeGreaterThan(12);
  expect(taughtAt(taught, noon + 28 * day) - 1).toBeCloseTo((taught.factor - 1) / 2, 10);
  expect(taughtAt(null, noon)).toBe(1);
});

test("one text of many accounts is a sign; the same in the press, or many texts, is none", () => {
  const signsOf = (posts: readonly WindowPost[]) =>
    coordinationSigns({ posts, clusters: nearCopies(posts), before: { authored: 0, isNew: 0 }, usualOf: () => 20 });
  const copies = campaign({ seed: 1, at: noon, accounts: 6 });
  expect(signsOf(postsOf(copies))).toEqual([{ kind: "near_copies", authors: 6, posts: 6 }]);
  expect(signsOf(postsOf(copies, { network: "news" }))).toEqual([]);
  expect(signsOf(postsOf(copies, { author: "One person" }))).toEqual([]);
  expect(signsOf(postsOf(chatter({ seed: 2, at: noon, posts: 12 })))).toEqual([]);
});

test("new authors are a sign only where that is not usual", () => {
  const posts = postsOf(chatter({ seed: 3, at: noon, posts: 20, authors: 400 }), { isNewAuthor: true });
  const kinds = (isNew: number) =>
    coordinationSigns({ posts, clusters: [], before: { authored: 200, isNew }, usualOf: () => 20 }).map(
      ({ kind }) => kind,
    );
  expect(kinds(40)).toEqual(["new_authors"]);
  expect(kinds(190)).toEqual([]);
});

test("a tag far above what it brings usually is a sign", () => {
  const posts = postsOf(chatter({ seed: 4, at: noon, posts: 12, authors: 400 })).map((post) => ({
    ...post,
    text: `${post.text} #Sink`,
  }));
  const signs = (usual: number) =>
    coordinationSigns({ posts, clusters: [], before: { authored: 0, isNew: 0 }, usualOf: () => usual });
  expect(signs(0)).toEqual([{ kind: "one_tag", tag: "#sink", count: 12, usual: 0 }]);
  expect(signs(9)).toEqual([]);
});

test("a much larger negative share is a dip; a few posts are none", () => {
  const length = 30 * slotsADay;
  const timeline = timelineOf({ firstSlot: noon / 900_000, length, timeZone: "UTC", gaps: [] });
  const alarmed = new Uint8Array(length);
  const dips = (posts: number, negative: number) => {
    const sure = new Uint16Array(length);
    const bad = new Uint16Array(length);
    for (let at = 0; at < length - slotsADay; at += slotsADay) [sure[at], bad[at]] = [20, 4];
    [sure[length - 2], bad[length - 2]] = [posts, negative];
    return dipsAt({
      timeline,
      tone: { sure, negative: bad },
      alarmed,
      end: length,
      limits: limitsOf.normal,
      taught: 1,
    });
  };
  expect(dips(20, 17)[0]).toMatchObject({ hours: 3, n: 20, share: 0.85 });
  expect(dips(20, 6)).toEqual([]);
  expect(dips(5, 5)).toEqual([]);
});
