import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { PolicyRow } from "../../../src-main/contract/approval-policy.ts";
import type { Reply } from "../../../src-main/contract/methods/replies.ts";
import type { Call } from "../../../src-main/engine/handlers.ts";
import { createPolicy } from "../../../src-main/engine/policy/index.ts";
import { createReplies } from "../../../src-main/engine/replies/index.ts";
import { findChainFault, listEvents } from "../../../src-main/engine/store/event-log.ts";
import { addSourceRow, addStory } from "../../support/desk-fixture.ts";
import { startTestParts } from "../../support/test-engine.ts";
import type { TestParts } from "../../support/test-engine.ts";

const holdMs = 5 * 60_000;
const everything: PolicyRow["when"] = { bucket: null, script: null, priority: null, urgency: null, reachFrom: null };
const asking = (asks: Partial<PolicyRow["asks"]>, when: Partial<PolicyRow["when"]> = {}): PolicyRow => ({
  when: { ...everything, ...when },
  asks: { template: true, approvers: 1, legal: false, ...asks },
});

let parts: TestParts;
let replies: ReturnType<typeof createReplies>;
let policy: ReturnType<typeof createPolicy>;
let [ines, mira, joss, lena]: Call[] = [];
let storyId: string;

beforeEach(async () => {
  parts = await startTestParts();
  ines = await parts.addPerson("Ines Thorn", "agent", "corpcomm");
  mira = await parts.addPerson("Mira Falk", "corpcomm");
  joss = await parts.addPerson("Joss Reed", "corpcomm");
  lena = await parts.addPerson("Lena Law", "legal");
  storyId = (await addStory(parts, { sourceRowId: await addSourceRow(parts) })).storyId;
  const cards = { storyRows: () => Promise.resolve([]), original: () => Promise.resolve(null) };
  replies = createReplies({ ...parts, nudgeSender: () => {}, cards });
  policy = createPolicy(parts);
});
afterEach(() => parts.close());

const as = (call: Call | undefined): Call => {
  if (!call) throw new Error("nobody");
  return call;
};
const on = ({ id, version }: Reply) => ({ commandId: parts.commandId(), replyId: id, version });
const kinds = async () =>
  (await listEvents(parts.store.read, { limit: 1000 }))
    .map(({ kind }) => kind)
    .filter((kind) => /^(reply|policy)/.test(kind));
const now = async (reply: Reply) => {
  const found = await parts.store.read
    .selectFrom("reply")
    .selectAll()
    .where("public_id", "=", reply.id)
    .executeTakeFirstOrThrow();
  return { ...reply, version: found.version, state: found.state };
};

async function submitted(text = "We are sorry. Your refund comes today.", by = ines): Promise<Reply> {
  const command = { commandId: parts.commandId() };
  const started = await replies["replies.start"]({ ...command, storyId, scriptId: null, variant: "body" }, as(by));
  const saved = await replies["replies.save"]({ ...on(started), fields: {}, text }, as(by));
  const others = (await replies["replies.meanwhile"]({ replyId: saved.id }, as(by))).map(({ id }) => id);
  // Whoever submits must have the case; here it is the first writer's, so it is given on.
  parts.store.raw.prepare("UPDATE desk_case SET owner_id = ?").run(as(by).person?.rowId);
  return replies["replies.submit"]({ ...on(saved), seen: others }, as(by));
}
const approve = (reply: Reply, by: Call | undefined, over?: Reply[]) =>
  replies["replies.approve"](
    {
      ...on(reply),
      hash: reply.hash,
      ...(over && { over: over.map(({ id, version }) => ({ replyId: id, version })) }),
    },
    as(by),
  );
const savePolicy = (rows: PolicyRow[], version = 0) =>
  policy["policy.save"]({ commandId: parts.commandId(), version, rows }, as(mira));

describe("an approver changes the words", () => {
  test("which makes them an author, voids the approvals, and needs another person; both versions are kept", async () => {
    await savePolicy([asking({ approvers: 2 })]);
    const once = await approve(await submitted(), joss);
    const edited = await replies["replies.edit"](
      { ...on(once), text: "We are sorry. Your refund comes on Friday." },
      as(mira),
    );
    expect([edited.state, edited.authors.map(({ name }) => name), edited.policy.given]).toEqual([
      "submitted",
      ["Ines Thorn", "Mira Falk"],
      0,
    ]);
    await expect(approve(edited, mira)).rejects.toMatchObject({ code: "own-approval" });
    const { revisions } = await replies["replies.review"]({ replyId: edited.id }, as(mira));
    expect(revisions.map(({ kind, by, text }) => [kind, by?.name, text])).toEqual([
      ["submitted", "Ines Thorn", "We are sorry. Your refund comes today."],
      ["edited", "Mira Falk", "We are sorry. Your refund comes on Friday."],
    ]);
    expect(await kinds()).toContain("reply.edited");
  });

  test("in the hold too: it stops, and the same words change nothing", async () => {
    const held = await approve(await submitted(), mira);
    const same = await replies["replies.edit"]({ ...on(held), text: ` ${held.text}` }, as(joss));
    expect([same.state, same.version]).toEqual(["approved", held.version]);
    const edited = await replies["replies.edit"]({ ...on(held), text: "Sorry." }, as(joss));
    expect([edited.state, edited.holdUntil]).toEqual(["submitted", null]);
    parts.clock.advance(holdMs);
    await expect(replies["replies.handOver"](on(edited), as(ines))).rejects.toMatchObject({ code: "reply-state" });
  });

  test("but not into words that no author could hand in", async () => {
    const reply = await submitted();
    await expect(replies["replies.edit"]({ ...on(reply), text: "  " }, as(mira))).rejects.toMatchObject({
      code: "reply-empty",
    });
    await expect(replies["replies.edit"]({ ...on(reply), text: "Dear {{name}}" }, as(mira))).rejects.toMatchObject({
      code: "fields-empty",
    });
  });
});

describe("the policy", () => {
  test("asks for two people, and says by which row", async () => {
    await savePolicy([asking({}), asking({ approvers: 2 }, { bucket: "care" })]);
    const reply = await submitted();
    expect(reply.policy).toMatchObject({
      needed: 2,
      given: 0,
      version: 1,
      because: [{ from: "row", row: 2, asks: "two" }],
    });
    const once = await approve(reply, mira);
    expect([once.state, once.policy.given]).toEqual(["submitted", 1]);
    expect((await approve(once, joss)).state).toBe("approved");
  });

  test("made stricter stops a hold: the look that was given counts, and another is needed", async () => {
    const held = await approve(await submitted(), mira);
    expect(await savePolicy([asking({ approvers: 2 })])).toEqual({ version: 1, heldBack: 1 });
    const back = await now(held);
    expect(back.state).toBe("submitted");
    expect((await approve(back, joss)).state).toBe("approved");
    expect(await kinds()).toContain("reply.held_back");
  });

  test("made laxer lets nothing through that was submitted before", async () => {
    await savePolicy([asking({ approvers: 2 })]);
    const once = await approve(await submitted(), mira);
    await savePolicy([asking({ approvers: 1 })], 1);
    await expect(approve(await now(once), mira)).rejects.toMatchObject({ code: "already-approved" });
    const again = await now(once);
    expect([again.state, (await approve(again, joss)).state]).toEqual(["submitted", "approved"]);
  });

  test("made stricter by a reach that is known only now holds the words back at the door", async () => {
    const held = await approve(await submitted(), mira);
    const contact = await parts.store.write(async (trx) => {
      const values = { public_id: parts.commandId(), name: "Hettie", created_at: parts.clock.now() };
      const { id } = await trx.insertInto("contact").values(values).returning("id").executeTakeFirstOrThrow();
      await trx.updateTable("desk_case").set({ contact_id: id }).execute();
      return id;
    });
    const told = { source: "mastodon", at: parts.clock.now(), set_by: null };
    await parts.store.write((trx) =>
      trx
        .insertInto("contact_reach")
        .values({ contact_id: contact, followers: 12_000, ...told })
        .execute(),
    );
    parts.clock.advance(holdMs);
    await expect(replies["replies.handOver"](on(held), as(ines))).rejects.toMatchObject({ code: "approval-void" });
    expect((await now(held)).state).toBe("submitted");
  });

  test("stops the hold at once when a high reach is written down during it", async () => {
    const held = await approve(await submitted(), mira);
    await parts.store.write(async (trx) => {
      const values = { public_id: parts.commandId(), name: "Hettie", created_at: parts.clock.now() };
      const { id } = await trx.insertInto("contact").values(values).returning("id").executeTakeFirstOrThrow();
      await trx.updateTable("desk_case").set({ contact_id: id }).execute();
    });
    const { public_id: storyId } = await parts.store.read
      .selectFrom("story")
      .select("public_id")
      .executeTakeFirstOrThrow();
    await replies["replies.setReach"]({ commandId: parts.commandId(), storyId, followers: 12_000 }, as(ines));
    const waits = await now(held);
    expect([held.state, waits.state]).toEqual(["approved", "submitted"]);
  });

  test("is saved in versions that say who, and a stale one is refused", async () => {
    await savePolicy([asking({ legal: true })]);
    await expect(savePolicy([asking({})])).rejects.toMatchObject({ code: "stale" });
    const versions = await policy["policy.get"]({}, as(ines));
    expect(versions.map(({ version, by }) => [version, by?.name])).toEqual([[1, "Mira Falk"]]);
    const event = (await listEvents(parts.store.read, { limit: 1000 })).find(({ kind }) => kind === "policy.saved");
    expect(event?.payload).toMatchObject({ version: 1, rows: [asking({ legal: true })] });
  });

  test("is tried out in words before it is saved", async () => {
    const reply = { bucket: "care", script: null, priority: 1, urgency: "high", reach: 20_000 } as const;
    const rows = [asking({}), asking({ approvers: 2, legal: true }, { reachFrom: 10_000 })];
    expect(await policy["policy.tryOut"]({ rows, reply }, as(mira))).toMatchObject({
      ...{ needed: 2, legal: true, roles: ["legal", "corpcomm"], template: false },
      names: ["Ines Thorn", "Joss Reed", "Lena Law", "Mira Falk"],
    });
  });
});

describe("legal", () => {
  test("is added by one key, stops a hold, and then only legal lets it go", async () => {
    const held = await approve(await submitted(), mira);
    const asked = await replies["replies.setLegal"]({ ...on(held), wanted: true }, as(ines));
    expect([asked.state, asked.policy.roles, asked.policy.isLegalAdded]).toEqual(["submitted", ["legal"], true]);
    await expect(approve(asked, joss)).rejects.toMatchObject({ code: "role-cannot-approve" });
    expect((await approve(asked, lena)).state).toBe("approved");
  });

  test("stays asked for in a draft that takes the place of this one", async () => {
    const first = await submitted();
    await replies["replies.setLegal"]({ ...on(first), wanted: true }, as(mira));
    await replies["replies.cancel"]({ ...on(await now(first)), reason: "" }, as(ines));
    expect((await submitted("Again.")).policy).toMatchObject({ legal: true, roles: ["legal"] });
  });

  test("is let go by who asked or by legal, and by nobody else", async () => {
    const asked = await replies["replies.setLegal"]({ ...on(await submitted()), wanted: true }, as(mira));
    await expect(replies["replies.setLegal"]({ ...on(asked), wanted: false }, as(joss))).rejects.toMatchObject({
      code: "not-allowed",
    });
    const free = await replies["replies.setLegal"]({ ...on(asked), wanted: false }, as(lena));
    expect(free.policy).toMatchObject({ legal: false, roles: ["corpcomm"] });
  });
});

describe("two drafts for one mention", () => {
  test("one is approved and the other goes back in the same act; undone, both wait again", async () => {
    const [first, second] = [await submitted("First."), await submitted("Second.", mira)];
    const chosen = await approve(first, joss, [second]);
    const other = await now(second);
    expect([chosen.state, other.state]).toEqual(["approved", "returned"]);
    const [view] =
      (await parts.store.read
        .selectFrom("reply")
        .select("return_reasons")
        .where("public_id", "=", second.id)
        .execute()) ?? [];
    expect(view?.return_reasons).toBe('["other"]');
    const undone = await replies["replies.undoApproval"](on(chosen), as(joss));
    expect([undone.state, undone.policy.given, (await now(second)).state]).toEqual(["submitted", 0, "submitted"]);
    expect(await findChainFault(parts.store.read)).toBeNull();
  });

  test("where two people are asked for the other goes back only with the second", async () => {
    await savePolicy([asking({ approvers: 2 })]);
    const [first, second] = [await submitted("First."), await submitted("Second.")];
    const once = await approve(first, mira, [second]);
    expect((await now(second)).state).toBe("submitted");
    await approve(once, joss, [second]);
    expect((await now(second)).state).toBe("returned");
  });

  test("one that changed meanwhile was not seen, so nothing is decided", async () => {
    const [first, second] = [await submitted("First."), await submitted("Second.")];
    await expect(approve(first, mira, [{ ...second, version: second.version - 1 }])).rejects.toMatchObject({
      code: "stale",
    });
    expect([(await now(first)).state, (await now(second)).state]).toEqual(["submitted", "submitted"]);
  });

  test("what its author touched after the return is not brought back by the undo", async () => {
    const [first, second] = [await submitted("First."), await submitted("Second.")];
    const chosen = await approve(first, mira, [second]);
    await replies["replies.save"]({ ...on(await now(second)), fields: {}, text: "Second, better." }, as(ines));
    await replies["replies.undoApproval"](on(chosen), as(mira));
    expect((await now(second)).state).toBe("draft");
  });
});

describe("an approval that is gone", () => {
  test("does not count again when the very same words come back", async () => {
    await savePolicy([asking({ approvers: 2 })]);
    const once = await approve(await submitted(), mira);
    const back = await replies["replies.return"]({ ...on(once), reason: "", reasons: ["tone"] }, as(joss));
    expect([back.returned?.reasons, back.returned?.isForAnother]).toEqual([["tone"], false]);
    const again = await replies["replies.submit"]({ ...on(back), seen: [] }, as(ines));
    expect([again.hash, again.policy.given]).toEqual([once.hash, 0]);
    expect((await approve(again, joss)).state).toBe("submitted");
  });

  test("through a changed character shows as void with the count, until it is submitted again", async () => {
    const held = await approve(await submitted("Deck 5."), mira);
    const changed = await replies["replies.save"]({ ...on(held), fields: {}, text: "Deck 6." }, as(ines));
    expect(changed.voided).toEqual({
      at: parts.clock.now(),
      by: expect.objectContaining({ name: "Ines Thorn" }),
      characters: 1,
    });
    const again = await replies["replies.submit"]({ ...on(changed), seen: [] }, as(ines));
    expect(again.voided).toBeNull();
  });

  test("undone by who gave it lets them decide again, and nobody undoes another's", async () => {
    const held = await approve(await submitted(), mira);
    await expect(replies["replies.undoApproval"](on(held), as(joss))).rejects.toMatchObject({
      code: "nothing-to-undo",
    });
    const undone = await replies["replies.undoApproval"](on(held), as(mira));
    expect((await approve(undone, mira)).state).toBe("approved");
  });
});

describe("comments on sentences", () => {
  const comment = (reply: Reply, sentence: number, text: string) =>
    replies["replies.comment"](
      { commandId: parts.commandId(), replyId: reply.id, hash: reply.hash, sentence, text },
      as(mira),
    );
  const review = (reply: Reply) => replies["replies.review"]({ replyId: reply.id }, as(ines));

  test("stay with their sentence when others change, say when it is gone, and never touch the words", async () => {
    const reply = await submitted("We are sorry. Your refund comes today.");
    await comment(reply, 1, "Which day?");
    const changed = await replies["replies.save"](
      { ...on(reply), fields: {}, text: "So sorry. Really. Your refund comes today." },
      as(ines),
    );
    expect((await review(changed)).comments).toMatchObject([
      { text: "Which day?", sentence: 2, quote: "Your refund comes today." },
    ]);
    const gone = await replies["replies.save"]({ ...on(changed), fields: {}, text: "So sorry." }, as(ines));
    expect([(await review(gone)).comments[0]?.sentence, gone.text]).toEqual([null, "So sorry."]);
  });

  test("are settled and opened again, and the log has them", async () => {
    const reply = await submitted();
    const { id } = await comment(reply, 0, "Warmer?");
    const settle = (resolved: boolean) =>
      replies["replies.settleComment"](
        { commandId: parts.commandId(), replyId: reply.id, commentId: id, resolved },
        as(ines),
      );
    await settle(true);
    expect((await review(reply)).comments[0]?.resolved?.by?.name).toBe("Ines Thorn");
    await settle(false);
    expect((await review(reply)).comments[0]?.resolved).toBeNull();
    expect((await kinds()).filter((kind) => kind.startsWith("reply.comment"))).toHaveLength(3);
  });

  test("on words that were changed meanwhile are refused", async () => {
    const reply = await submitted();
    await expect(comment({ ...reply, hash: "0".repeat(64) }, 0, "Warmer?")).rejects.toMatchObject({ code: "stale" });
    await expect(comment(reply, 9, "Warmer?")).rejects.toMatchObject({ code: "not-found" });
  });
});
