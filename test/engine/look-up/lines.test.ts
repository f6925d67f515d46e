import { expect, test } from "vitest";
import { listEvents } from "../../../src-main/engine/store/event-log.ts";
import { startDesk } from "../by-hand/desk.ts";

const HOUR = 3_600_000;

/** A case of a caller, with Ann (agent), Cora (corpcomm) and Lou (legal). */
async function startWithCase() {
  const desk = await startDesk();
  const cora = await desk.parts.addPerson("Cora Vale", "corpcomm");
  const lou = await desk.parts.addPerson("Lou Berg", "legal");
  const caller = { kind: "post", network: "mastodon", url: "https://island.example/1", reach: "@hettie" } as const;
  const { storyId } = await desk.call("mentions.log", { ...caller, text: "My ferry is late.", bucket: "care" });
  const propose = (text = "The 15:30 has room for you.", as = desk.ann) =>
    desk.call("lines.propose", { storyId, text, expiresAt: desk.parts.clock.now() + HOUR }, as);
  const said = async () => (await desk.call("lookUp.find", { typed: "hettie" })).card?.say ?? null;
  return { ...desk, cora, lou, storyId, propose, said };
}

test("a line may be said once another person approved it, and until it expires", async () => {
  const { call, cora, propose, said, parts, storyId } = await startWithCase();
  const line = await propose();
  expect([line.state, line.cannotApprove, await said()]).toEqual(["proposed", "role-cannot-approve", null]);
  const approved = await call("lines.approve", { id: line.id, version: line.version }, cora);
  expect(approved).toMatchObject({ state: "approved", version: 2, approvedBy: { name: "Cora Vale" } });
  expect(await said()).toEqual({
    id: line.id,
    text: "The 15:30 has room for you.",
    of: "case",
    storyId,
    approvedBy: approved.approvedBy,
    approvedAt: parts.clock.now(),
    expiresAt: line.expiresAt,
  });
  parts.clock.advance(HOUR);
  expect([await said(), (await call("lines.list", { storyId }))[0]?.state]).toEqual([null, "expired"]);
});

test("nobody approves their own words, but for a firm of one whose policy says so", async () => {
  const { call, cora, lou, propose, parts } = await startWithCase();
  const line = await propose("We refund it today.", cora);
  const own = { id: line.id, version: line.version };
  await expect(call("lines.approve", own, cora)).rejects.toMatchObject({ code: "own-approval" });
  const { version } = await call("settings.get", {});
  await call("settings.save", { version, change: { selfApproval: true } });
  await expect(call("lines.approve", own, cora)).rejects.toMatchObject({ code: "own-approval" });
  await parts.store.write((trx) =>
    trx
      .updateTable("person")
      .set({ removed_at: 1 })
      .where("public_id", "=", lou.person?.id ?? "")
      .execute(),
  );
  expect((await call("lines.approve", own, cora)).state).toBe("approved");
});

test("in the legal lane only legal approves", async () => {
  const { call, cora, lou, propose, parts, storyId } = await startWithCase();
  await parts.store.write((trx) =>
    trx.updateTable("story").set({ approval_roles: '["legal"]' }).where("public_id", "=", storyId).execute(),
  );
  const line = await propose();
  const one = { id: line.id, version: line.version };
  await expect(call("lines.approve", one, cora)).rejects.toMatchObject({
    code: "role-cannot-approve",
    params: { roles: "legal" },
  });
  expect((await call("lines.approve", one, lou)).state).toBe("approved");
});

test("the line approved last is said; a withdrawn one is not, and cannot be approved again", async () => {
  const { call, ann, cora, propose, said } = await startWithCase();
  const [first, second] = [await propose("First."), await propose("Second.")];
  await call("lines.approve", { id: second.id, version: 1 }, cora);
  await call("lines.approve", { id: first.id, version: 1 }, cora);
  // Both at the same moment of the clock: the newer one counts.
  expect((await said())?.text).toBe("Second.");
  await expect(call("lines.withdraw", { id: second.id, version: 2 }, ann)).rejects.toMatchObject({
    code: "not-allowed",
  });
  const withdrawn = await call("lines.withdraw", { id: second.id, version: 2 }, cora);
  expect([withdrawn.state, (await said())?.text]).toEqual(["withdrawn", "First."]);
  await expect(call("lines.approve", { id: second.id, version: 3 }, cora)).rejects.toMatchObject({
    code: "line-state",
    params: { state: "withdrawn" },
  });
});

test("two people who decide on one line: the second is told that it changed", async () => {
  const { call, cora, lou, propose } = await startWithCase();
  const line = await propose();
  await call("lines.approve", { id: line.id, version: 1 }, cora);
  await expect(call("lines.withdraw", { id: line.id, version: 1 }, lou)).rejects.toMatchObject({ code: "stale" });
});

test("a line of another story that says nearly the same may be said too, after one's own", async () => {
  const { call, cora, propose, said, parts, storyId } = await startWithCase();
  const other = { kind: "post", network: "mastodon", url: "https://island.example/2", reach: "@moss" } as const;
  const { storyId: otherId } = await call("mentions.log", { ...other, text: "Mine too, for an hour.", bucket: "care" });
  const line = await call("lines.propose", {
    storyId: otherId,
    text: "All ferries run again.",
    expiresAt: parts.clock.now() + HOUR,
  });
  await call("lines.approve", { id: line.id, version: 1 }, cora);
  expect(await said()).toBeNull();
  const rowOf = async (id: string) =>
    (await parts.store.read.selectFrom("story").select("id").where("public_id", "=", id).executeTakeFirstOrThrow()).id;
  const pair = { story_id: await rowOf(storyId), other_id: await rowOf(otherId), likeness: 0.6, seen_at: 1 };
  await parts.store.write((trx) => trx.insertInto("story_similar").values(pair).execute());
  expect(await said()).toMatchObject({ text: "All ferries run again.", of: "similar" });
  const own = await propose("Yours sails at 15:30.");
  await call("lines.approve", { id: own.id, version: 1 }, cora);
  expect(await said()).toMatchObject({ text: "Yours sails at 15:30.", of: "case" });
});

test.each([-1, 0, 91 * 24 * HOUR])("a line that would expire in %d ms is refused", async (ms) => {
  const { call, storyId, parts } = await startWithCase();
  const line = { storyId, text: "We are on it.", expiresAt: parts.clock.now() + ms };
  await expect(call("lines.propose", line)).rejects.toMatchObject({
    code: "bad-input",
    params: { field: "expiresAt" },
  });
});

test("who proposed, approved and withdrew what stands in the log of the case", async () => {
  const { call, ann, cora, propose, parts, storyId } = await startWithCase();
  const line = await propose();
  await call("lines.approve", { id: line.id, version: 1 }, cora);
  await call("lines.withdraw", { id: line.id, version: 2 }, cora);
  const events = await listEvents(parts.store.read, { limit: 50 });
  const lines = events.filter((event) => event.kind.startsWith("line."));
  expect(lines.map((event) => [event.kind, event.actor])).toEqual([
    ["line.proposed", ann.actor],
    ["line.approved", cora.actor],
    ["line.withdrawn", cora.actor],
  ]);
  const { timeline } = await call("cases.get", { storyId });
  expect(timeline.map(({ says }) => says)).toContainEqual({
    code: "event.line.approved",
    params: { text: "The 15:30 has room for you." },
  });
});

test("a case in which somebody proposed a line is not taken away by an undo", async () => {
  const { call, parts } = await startWithCase();
  const entry = { kind: "call", text: "What of the ferry?", reach: "+442079460123", bucket: "analytics" } as const;
  const { storyId } = await call("mentions.log", entry);
  const { story } = await call("cases.get", { storyId });
  const { batchId } = await call("triage.setBucket", {
    stories: [{ id: storyId, version: story.version }],
    bucket: "care",
  });
  await call("lines.propose", { storyId, text: "It sails at four.", expiresAt: parts.clock.now() + HOUR });
  await expect(call("triage.undo", { batchId })).rejects.toMatchObject({ code: "stale" });
});
