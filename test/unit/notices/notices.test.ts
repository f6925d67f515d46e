import { expect, test } from "vitest";
import type { NoticeKind } from "../../../src-main/contract/methods/preferences.ts";
import { noticeOf } from "../../../src-main/domain/notices.ts";
import type { NoticeFact } from "../../../src-main/domain/notices.ts";

const ann = { id: "ann", roles: ["agent"] } as const;
const cora = { id: "cora", roles: ["corpcomm"] } as const;

const fact = (change: Partial<NoticeFact>): NoticeFact => ({
  ...{
    kind: "case.queued",
    at: 100,
    by: null,
    bucket: "care",
    priority: 2,
    ownerId: null,
    promisedBy: null,
    isWaiting: true,
    isReminded: false,
    reply: null,
  },
  ...change,
});
const reply = (state: string, change: object = {}) => ({
  ...{ state, authors: ["ann"], approvers: ["corpcomm"] as const, holdUntil: null, postsItself: false, ...change },
});

const lookDue = (change: Partial<NoticeFact>) =>
  fact({ kind: "case.look_reminded", isWaiting: false, isReminded: true, ...change });

const broken = (change: Partial<NoticeFact>) => fact({ kind: "promise.broken", ...change });

const cases: readonly [string, NoticeFact, typeof ann | typeof cora, NoticeKind | null][] = [
  ["a case of the highest priority", fact({ priority: 1 }), ann, "urgent"],
  ["any other new case", fact({}), ann, "arrived"],
  ["a case that came back", fact({ kind: "case.reopened", priority: 1 }), ann, "urgent"],
  ["a new case that a rule gave to somebody else", fact({ ownerId: "bob", priority: 1 }), ann, null],
  ["a case that was given to me", fact({ kind: "case.assigned", by: "bob", ownerId: "ann" }), ann, "assigned"],
  ["one that I took myself", fact({ kind: "case.assigned", by: "ann", ownerId: "ann" }), ann, null],
  ["one that was given to me and on to another", fact({ kind: "case.assigned", by: "bob", ownerId: "cy" }), ann, null],
  ["the end of my snooze", fact({ kind: "case.woken", ownerId: "ann" }), ann, "woken"],
  ["the day to look whether they answered", lookDue({}), ann, "look"],
  ["one that is another's to look at", lookDue({ ownerId: "bob" }), ann, null],
  ["one where somebody has looked, or they answered", lookDue({ isReminded: false }), ann, null],
  ["three quarters of my time", fact({ kind: "case.warned", ownerId: "ann" }), ann, "breachNear"],
  ["three quarters of nobody's time", fact({ kind: "case.warned" }), ann, "breachNear"],
  ["three quarters of another's time", fact({ kind: "case.warned", ownerId: "bob" }), ann, null],
  ["a breach", fact({ kind: "case.breached" }), ann, "breached"],
  ["a breach that was answered since", fact({ kind: "case.breached", isWaiting: false }), ann, null],
  ["a broken promise of mine, in a closed case too", broken({ promisedBy: "ann", isWaiting: false }), ann, "promise"],
  ["one in a case of mine", broken({ promisedBy: "bob", ownerId: "ann" }), ann, "promise"],
  ["one of others", broken({ promisedBy: "bob", ownerId: "cy" }), ann, null],
  ["a reply to approve", fact({ kind: "reply.submitted", by: "ann", reply: reply("submitted") }), cora, "approval"],
  ["one for another role", fact({ kind: "reply.submitted", by: "cy", reply: reply("submitted") }), ann, null],
  ["one that is approved by now", fact({ kind: "reply.submitted", by: "ann", reply: reply("approved") }), cora, null],
  [
    "one that they wrote themselves",
    fact({ kind: "reply.submitted", by: "bob", reply: reply("submitted", { authors: ["bob", "cora"] }) }),
    cora,
    null,
  ],
  ["my reply that came back", fact({ kind: "reply.returned", by: "cora", reply: reply("returned") }), ann, "returned"],
  ["one that I changed since", fact({ kind: "reply.returned", by: "cora", reply: reply("draft") }), ann, null],
  ["my reply that is approved", fact({ kind: "reply.approved", by: "cora", reply: reply("approved") }), ann, "toPost"],
  ["one that is posted", fact({ kind: "reply.approved", by: "cora", reply: reply("sent") }), ann, null],
];

test.each(cases)("%s", (_what, given, reader, kind) => {
  expect(noticeOf(given, reader)?.kind ?? null).toBe(kind);
});

test("an approved reply is told of when its hold is over, and can be posted", () => {
  const held = fact({ kind: "reply.approved", by: "cora", reply: reply("approved", { holdUntil: 400 }) });
  expect(noticeOf(held, ann)).toEqual({ kind: "toPost", at: 400 });
});

test("what the engine posts by itself is nobody's to post, until it could not be", () => {
  const told = (kind: "reply.approved" | "reply.needs_person" | "reply.unconfirmed", state: string) =>
    noticeOf(fact({ kind, by: null, reply: reply(state, { postsItself: true }) }), { id: "ann", roles: ["agent"] })
      ?.kind;
  expect(told("reply.approved", "approved")).toBe(undefined);
  expect(told("reply.needs_person", "needs_person")).toBe("toPost");
  expect(told("reply.needs_person", "sent")).toBe(undefined);
  expect(told("reply.unconfirmed", "handed_over")).toBe("toPost");
});
