import { expect, test } from "vitest";
import { interactionsOf, startLoggedDesk } from "./logged-desk.ts";
import type { LoggedDesk } from "./logged-desk.ts";

const caller = { kind: "call", text: "Still no refund.", person: "Hettie Moss", reach: "0044 20 7946 0958" } as const;

/** A caller's case, and the contact as it stands. */
async function takeCall(desk: LoggedDesk) {
  const { storyId } = await desk.call("mentions.log", { ...caller, bucket: "care" });
  desk.parts.clock.advance(61_000);
  const { contact } = await desk.call("cases.get", { storyId });
  const { id, version } = await desk.call("contacts.get", { id: contact?.id ?? "" });
  return { storyId, contact: { id, version } };
}

const storyRef = async (desk: LoggedDesk, storyId: string) => {
  const query = desk.parts.store.read.selectFrom("story").select("version").where("public_id", "=", storyId);
  return { id: storyId, version: (await query.executeTakeFirstOrThrow()).version };
};

test("of a case whose person was erased nothing more is logged, by itself or by hand", async () => {
  await using desk = await startLoggedDesk();
  await desk.addTarget();
  const { storyId, contact } = await takeCall(desk);
  await desk.send();
  await desk.call("contacts.erase", { contact, typed: caller.person });
  const choices = await desk.call("crm.logging", {});
  const care = { ...choices.choices.care, resolved: "automatic" } as const;
  await desk.call("crm.saveLogging", { version: choices.version, choices: { ...choices.choices, care } });
  await desk.post({ storyId, storyRowId: await rowOf(desk, storyId) });
  await desk.call("triage.resolve", {
    stories: [await storyRef(desk, storyId)],
    resolution: "closed_without_reply",
    reason: "Erased",
  });
  const byHand = { storyId, type: "by-hand", note: "She rang." } as const;
  await expect(desk.call("crm.log", byHand)).rejects.toMatchObject({ code: "delivery-erased" });
  await expect(desk.call("crm.logText", byHand)).rejects.toMatchObject({ code: "delivery-erased" });
  expect((await desk.call("crm.logged", { storyId })).offers).toEqual([]);
  await desk.send();
  expect(desk.taken().map(({ schema }) => schema)).toEqual(["watchroom.interaction/1", "watchroom.erasure/1"]);
});

async function rowOf(desk: LoggedDesk, storyId: string): Promise<number> {
  const query = desk.parts.store.read.selectFrom("story").select("id").where("public_id", "=", storyId);
  return (await query.executeTakeFirstOrThrow()).id;
}

test("an act that is taken back takes along what it logged, and no reply that was posted since", async () => {
  await using desk = await startLoggedDesk();
  await desk.addTarget();
  const story = await desk.story();
  const stories = [await storyRef(desk, story.storyId)];
  const { batchId } = await desk.call("triage.setPriority", { stories, priority: 1 });
  desk.parts.clock.advance(1000);
  await desk.post(story);
  await desk.call("triage.undo", { batchId });
  await desk.send();
  expect(interactionsOf(desk.taken()).map(({ type }) => type)).toEqual(["reply"]);
});

test("what a person took out of a line stays out of its corrections", async () => {
  await using desk = await startLoggedDesk();
  await desk.addTarget();
  const story = await desk.story();
  await desk.post(story);
  const { rows } = await desk.call("crm.deliveries", {
    state: null,
    targetId: null,
    search: "",
    cursor: null,
    limit: 5,
  });
  const [row] = rows;
  const edit = { mentionText: "[card number removed]" };
  await desk.call("crm.editDelivery", { id: row?.id ?? "", version: row?.version ?? 0, edit });
  await desk.send();
  await desk.call("triage.resolve", { stories: [await storyRef(desk, story.storyId)], resolution: "spam" });
  await desk.send();
  expect(desk.taken()).toMatchObject([
    { mention: { text: edit.mentionText } },
    { interaction: { mention: { text: edit.mentionText }, outcome: "spam" } },
  ]);
});

test("what a line said is not kept with the answer to whoever changed it", async () => {
  await using desk = await startLoggedDesk();
  await desk.addTarget();
  const { contact } = await takeCall(desk);
  const { rows } = await desk.call("crm.deliveries", {
    state: null,
    targetId: null,
    search: "",
    cursor: null,
    limit: 5,
  });
  const about = { id: rows[0]?.id ?? "", version: rows[0]?.version ?? 0 };
  const shown = await desk.call("crm.editDelivery", { ...about, edit: { note: "Rang twice." } });
  expect([shown.edit?.note, shown.isEdited]).toEqual(["Rang twice.", true]);
  await desk.call("contacts.erase", { contact, typed: caller.person });
  const kept = await desk.parts.store.read.selectFrom("command").selectAll().execute();
  expect(JSON.stringify(kept)).not.toContain(caller.person);
});

test("a line that waited at the start of the engine may be in the CRM: its person is erased there too", async () => {
  await using desk = await startLoggedDesk();
  await desk.addTarget();
  const { contact } = await takeCall(desk);
  const now = desk.parts.clock.now();
  desk.parts.store.raw.prepare("INSERT INTO running_span (from_at, to_at) VALUES (?, ?)").run(now, now);
  expect(await desk.call("contacts.erase", { contact, typed: caller.person })).toEqual({ targets: 1 });
  await desk.send();
  expect(desk.taken()).toMatchObject([{ schema: "watchroom.erasure/1", erases: [expect.stringMatching(/^wr:/)] }]);
});

test("what was logged by hand a moment ago can be taken back, whatever goes before it or is tried again", async () => {
  await using desk = await startLoggedDesk();
  const targetId = await desk.addTarget();
  await takeCall(desk);
  const { batchId } = await desk.call("mentions.log", { ...caller, bucket: "care", text: "A slip." });
  await desk.call("crm.retryAll", { targetId });
  await desk.send();
  await desk.call("triage.undo", { batchId });
  desk.parts.clock.advance(61_000);
  await desk.send();
  expect(interactionsOf(desk.taken()).map(({ mention }) => mention.text)).toEqual([caller.text]);
});
