import { expect, test } from "vitest";
import type { ThreadPost } from "../../src-main/contract/conversation.ts";
import type { CaseDetail } from "../../src-main/contract/methods/cases.ts";
import { answersIn, threadOf } from "../../src-renderer/features/case/thread-entries.ts";

const post = (change: Partial<ThreadPost>): ThreadPost => ({
  ...{
    key: "1",
    direction: "in",
    network: "mastodon",
    author: "Hettie",
    handle: null,
    text: "",
    lang: null,
    url: null,
  },
  ...{ at: 0, goneAt: null, mentionId: null, storyId: null, replyId: null },
  ...change,
});

/** Only what the thread is made of. */
const detail = (change: object): CaseDetail =>
  ({
    story: { url: "https://m.example/1", source: "S" },
    mentions: [{ id: "M1", url: "https://m.example/1", source: "S", publishedAt: 10 }],
    notes: [],
    replies: [],
    conversation: { posts: [], watch: null },
    ...change,
  }) as unknown as CaseDetail;

test("both directions, notes and what stood above stand in order, each once", () => {
  const entries = threadOf(
    detail({
      mentions: [
        { id: "M1", url: "https://m.example/1", source: "S", publishedAt: 10 },
        { id: "M2", url: "https://m.example/3", source: "S", publishedAt: 30 },
      ],
      notes: [{ id: "N", at: 25 }],
      replies: [
        { id: "R", state: "sent", sentAt: 20 },
        { id: "D", state: "draft", savedAt: 40 },
      ],
      conversation: {
        posts: [
          post({ key: "above", at: 5 }),
          post({ key: "first", at: 10, mentionId: "M1" }),
          post({ key: "ours", at: 20, direction: "out", replyId: "R" }),
          post({ key: "answer", at: 30, mentionId: "M2", goneAt: 35 }),
        ],
        watch: null,
      },
    }),
  );
  expect(entries.map(({ kind, at }) => [kind, at])).toEqual([
    ["beside", 5],
    ["original", 10],
    ["ours", 20],
    ["note", 25],
    ["answer", 30],
  ]);
  expect(answersIn(entries)).toBe(1);
});

test("a gone mark reaches the original and our reply", () => {
  const entries = threadOf(
    detail({
      replies: [{ id: "R", state: "sent", sentAt: 20 }],
      conversation: {
        posts: [post({ key: "a", mentionId: "M1", goneAt: 50 }), post({ key: "b", at: 20, replyId: "R", goneAt: 51 })],
        watch: null,
      },
    }),
  );
  expect(entries.map((entry) => ("post" in entry ? entry.post?.goneAt : null))).toEqual([50, 51]);
});
