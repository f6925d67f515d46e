import { describe, expect, test } from "vitest";
import { idOf, MINUTE, startTogether } from "./desk.ts";

async function startClaimed() {
  const desk = await startTogether();
  const story = await desk.seed({ title: "Late ferry" });
  await desk.assign(story, desk.ann);
  const row = async () => (await desk.call("cases.get", { storyId: story.id })).story.case;
  return { ...desk, story, row };
}

async function leave({ call, ada }: Awaited<ReturnType<typeof startClaimed>>, id: string): Promise<void> {
  const { version = 0 } = (await call("people.list", {})).find((person) => person.id === id) ?? {};
  await call("people.remove", { id, version }, ada);
}

describe("a claim", () => {
  test("has its owner and its moment, and can be given back", async () => {
    const { parts, row, assign, story, ann } = await startClaimed();
    const at = parts.clock.now();
    parts.clock.advance(12 * MINUTE);
    expect(await row()).toMatchObject({ owner: { id: idOf(ann) }, claimedAt: at });
    await assign(story, null);
    expect(await row()).toMatchObject({ owner: null, claimedAt: null });
  });

  test("is taken over with a reason only, and the former owner is told by whom and why", async () => {
    const { assign, story, bob, call, ann } = await startClaimed();
    await expect(assign(story, bob, { as: bob })).rejects.toMatchObject({
      code: "already-claimed",
      params: { owner: "Ann Lee" },
    });
    await assign(story, bob, { as: bob, reason: "Ann is at lunch" });
    const [notice, ...more] = await call("claims.notices", {}, ann);
    expect([notice, more, await call("claims.notices", {}, bob)]).toEqual([
      expect.objectContaining({
        kind: "taken",
        storyId: story.id,
        title: "Late ferry",
        cases: 1,
        by: expect.objectContaining({ name: "Bob Ray" }),
        to: expect.objectContaining({ name: "Bob Ray" }),
        reason: "Ann is at lunch",
      }),
      [],
      [],
    ]);
    await call("claims.seen", { ids: [notice?.id ?? ""] }, bob);
    expect(await call("claims.notices", {}, ann)).toHaveLength(1);
    await call("claims.seen", { ids: [notice?.id ?? ""] }, ann);
    expect(await call("claims.notices", {}, ann)).toEqual([]);
  });

  test("is handed over by its owner with a note, which the new owner reads", async () => {
    const { assign, story, bob, call, row } = await startClaimed();
    await assign(story, bob, { reason: "she asks for a voucher" });
    expect(await call("claims.notices", {}, bob)).toMatchObject([
      { kind: "given", by: { name: "Ann Lee" }, reason: "she asks for a voucher" },
    ]);
    expect(await row()).toMatchObject({ owner: { id: idOf(bob) } });
  });

  test("that was taken in one act of many is told once, and not at all when the act is taken back", async () => {
    const { seed, seen, call, ann, bob, story } = await startClaimed();
    const other = await seed({ title: "Wet deck" });
    await call("triage.assign", { stories: await seen(other), personId: idOf(ann) });
    const stories = await seen(story, other);
    const { batchId } = await call("triage.assign", { stories, personId: idOf(bob), reason: "the night shift" }, bob);
    expect(await call("claims.notices", {}, ann)).toMatchObject([{ cases: 2, reason: "the night shift" }]);
    await call("triage.undo", { batchId }, bob);
    expect(await call("claims.notices", {}, ann)).toEqual([]);
  });

  test("of somebody who has left says so, and is free to take without a reason", async () => {
    const desk = await startClaimed();
    await leave(desk, idOf(desk.ann));
    expect(await desk.row()).toMatchObject({ owner: { name: "Ann Lee" }, ownerLeft: true });
    await desk.assign(desk.story, desk.bob, { as: desk.bob });
    const taken = await desk.row();
    expect([taken?.owner?.name, taken?.ownerLeft]).toEqual(["Bob Ray", undefined]);
  });

  test("cannot go to somebody who has left", async () => {
    const desk = await startClaimed();
    await leave(desk, idOf(desk.bob));
    await expect(desk.assign(desk.story, desk.bob)).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("only the owner submits", () => {
  async function startDraft() {
    const desk = await startClaimed();
    const started = await desk.call("replies.start", { storyId: desk.story.id });
    const { id, version } = await desk.call("replies.save", {
      replyId: started.id,
      version: started.version,
      fields: {},
      text: "We are sorry.",
    });
    return { ...desk, draft: { replyId: id, version } };
  }

  test("anybody may write in the draft, somebody else's submit is refused by the owner's name", async () => {
    const { call, draft, bob } = await startDraft();
    const typed = await call("replies.save", { ...draft, fields: {}, text: "We are very sorry." }, bob);
    const submit = { replyId: draft.replyId, version: typed.version };
    await expect(call("replies.submit", submit, bob)).rejects.toMatchObject({
      code: "not-owner",
      params: { owner: "Ann Lee" },
    });
    expect(await call("replies.submit", submit)).toMatchObject({ state: "submitted" });
  });

  test("a case that nobody has, or whose owner has left, is for anybody to submit", async () => {
    const desk = await startDraft();
    await leave(desk, idOf(desk.ann));
    expect(await desk.call("replies.submit", desk.draft, desk.bob)).toMatchObject({ state: "submitted" });
  });
});

describe("two people in the same second", () => {
  test("one wins, the other is told who did what", async () => {
    const { seed, seen, call, ann, bob } = await startTogether();
    const story = await seed();
    const stories = await seen(story);
    const both = await Promise.allSettled([
      call("triage.assign", { stories, personId: idOf(ann) }, ann),
      call("triage.resolve", { stories, resolution: "spam" }, bob),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const lost = both.find((one) => one.status === "rejected");
    const isAnnFirst = both[0].status === "fulfilled";
    expect(lost?.reason).toMatchObject({
      code: "stale",
      params: isAnnFirst
        ? { who: "Ann Lee", says: "event.case.assigned.person", name: "Ann Lee" }
        : { who: "Bob Ray", says: "event.case.resolved.spam" },
    });
  });

  test("who comes late to what the desk itself changed is told so without a name", async () => {
    const { seed, seen, call, parts } = await startTogether();
    const story = await seed();
    const stories = await seen(story);
    await parts.store.write((trx) =>
      trx.updateTable("story").set({ version: 9 }).where("id", "=", story.rowId).execute(),
    );
    const refused = await call("triage.resolve", { stories, resolution: "spam" }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "stale", params: expect.not.objectContaining({ who: expect.anything() }) });
  });
});
