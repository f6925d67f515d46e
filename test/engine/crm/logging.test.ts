import { describe, expect, test } from "vitest";
import { defaultChoices } from "../../../src-main/domain/crm/logging-choice.ts";
import { interactionText } from "../../../src-main/domain/crm/plain-text.ts";
import { runEngineAct } from "../../../src-main/engine/commands.ts";
import { interactionsOf, startLoggedDesk } from "./logged-desk.ts";

const callText = "I am still waiting for my refund for booking 4417. Nobody told us.";
const caller = { kind: "call", text: callText, person: "Hettie Moss", reach: "0044 20 7946 0958" } as const;

describe("what is logged by the desk's choice", () => {
  test("a posted reply in care goes to the CRM by itself, with the case, the contact and its own words", async () => {
    await using desk = await startLoggedDesk();
    await desk.addTarget();
    const story = await desk.story();
    await desk.post(story);
    await desk.send();
    const [line, ...more] = interactionsOf(desk.taken());
    expect(more).toEqual([]);
    expect(line).toMatchObject({
      ...{ type: "reply", direction: "out", outcome: "answered", note: null },
      contact: { key: "wr:forum:dorrit_h", name: "Dorrit Hask", emails: [], phones: [] },
      reply: { text: "Your refund comes today.", url: "https://forum.example/p/1" },
    });
    expect(line?.case.link).toBe(`watchroom://case/${line?.case.id}`);
    const { interactions, offers } = await desk.call("crm.logged", { storyId: story.storyId });
    expect(interactions).toMatchObject([{ type: "reply", targets: [{ target: "CRM", state: "done" }] }]);
    expect(offers.map(({ type }) => type)).toEqual(["by-hand"]);
  });

  test("what the desk logs by hand waits to be asked for, is shown as it will be, and goes once", async () => {
    await using desk = await startLoggedDesk();
    await desk.addTarget();
    const care = { ...defaultChoices.care, reply: "by-hand" } as const;
    await desk.call("crm.saveLogging", { version: 0, choices: { ...defaultChoices, care } });
    const story = await desk.story();
    await desk.post(story);
    const { offers } = await desk.call("crm.logged", { storyId: story.storyId });
    const offered = offers.find(({ type }) => type === "reply");
    const wanted = { storyId: story.storyId, type: "reply", key: offered?.key ?? null } as const;
    const shown = await desk.call("crm.logText", wanted);
    await desk.send();
    expect(desk.taken()).toEqual([]);
    await desk.call("crm.log", wanted);
    await expect(desk.call("crm.log", wanted)).rejects.toMatchObject({ code: "logged-already" });
    await desk.send();
    expect(interactionsOf(desk.taken()).map(interactionText)).toEqual([shown.text]);
  });

  test("what the desk never logs is not offered", async () => {
    await using desk = await startLoggedDesk();
    await desk.addTarget();
    const care = { ...defaultChoices.care, reply: "never" } as const;
    await desk.call("crm.saveLogging", { version: 0, choices: { ...defaultChoices, care } });
    const story = await desk.story();
    await desk.post(story);
    await desk.send();
    expect(desk.taken()).toEqual([]);
    const { offers } = await desk.call("crm.logged", { storyId: story.storyId });
    expect(offers.map(({ type }) => type)).toEqual(["by-hand"]);
  });

  test("the table is saved in versions, and a stale one is refused", async () => {
    await using desk = await startLoggedDesk();
    expect(await desk.call("crm.logging", {})).toEqual({ version: 0, choices: defaultChoices, at: null, by: null });
    await desk.call("crm.saveLogging", { version: 0, choices: defaultChoices });
    const stale = desk.call("crm.saveLogging", { version: 0, choices: defaultChoices });
    await expect(stale).rejects.toMatchObject({ code: "stale" });
    expect(await desk.call("crm.logging", {})).toMatchObject({ version: 1, by: { name: "Sunniva Clegg" } });
  });

  test("a call that was dealt with is one interaction, after the minute in which a slip can be taken back", async () => {
    await using desk = await startLoggedDesk();
    await desk.addTarget();
    await desk.call("mentions.log", { ...caller, bucket: "care", dealtWith: "Told her the date." });
    await desk.send();
    expect(desk.taken()).toEqual([]);
    desk.parts.clock.advance(61_000);
    await desk.send();
    expect(interactionsOf(desk.taken())).toMatchObject([
      {
        ...{ type: "call", direction: "in", note: "Told her the date.", outcome: "handed_private", reply: null },
        ...{ agent: "Sunniva Clegg", channel: "phone", mention: { text: callText } },
        contact: { name: "Hettie Moss", phones: ["+442079460958"], emails: [] },
      },
    ]);
  });

  test("a call taken back within the minute leaves nothing behind", async () => {
    await using desk = await startLoggedDesk();
    await desk.addTarget();
    const { batchId } = await desk.call("mentions.log", { ...caller, bucket: "care" });
    await desk.call("triage.undo", { batchId });
    desk.parts.clock.advance(120_000);
    await desk.send();
    expect(desk.taken()).toEqual([]);
    expect(await desk.parts.store.read.selectFrom("interaction").selectAll().execute()).toEqual([]);
  });

  test("a case that ends without a reply is offered, with its reason, and a note of one's own goes too", async () => {
    await using desk = await startLoggedDesk();
    await desk.addTarget();
    const story = await desk.story();
    const { storyId } = story;
    await expect(desk.call("crm.log", { storyId, type: "by-hand", note: " " })).rejects.toMatchObject({
      code: "note-needed",
    });
    const stories = [{ id: storyId, version: await desk.version(story) }];
    await desk.call("triage.resolve", { stories, resolution: "closed_without_reply", reason: "Solved at the counter" });
    await desk.call("crm.log", { storyId, type: "resolved" });
    await desk.call("crm.log", { storyId, type: "by-hand", note: "She sends the receipt." });
    await desk.send();
    expect(interactionsOf(desk.taken())).toMatchObject([
      { type: "resolved", note: "Solved at the counter", outcome: "closed_without_reply" },
      { type: "by-hand", note: "She sends the receipt.", outcome: "closed_without_reply" },
    ]);
  });
});

describe("the first line of a new target", () => {
  test("waits until a person has seen exactly that line; then lines go by themselves", async () => {
    await using desk = await startLoggedDesk();
    const targetId = await desk.addTarget({ waitsForLook: true });
    await desk.post(await desk.story());
    await desk.send();
    expect(desk.taken()).toEqual([]);
    const [look] = await desk.call("crm.firstLook", {});
    expect(look).toMatchObject({ targetId, target: "CRM", waiting: 1 });
    const about = { targetId, version: look?.version ?? 0 };
    const blind = desk.call("crm.confirmFirstLook", { ...about, deliveryId: null });
    await expect(blind).rejects.toMatchObject({ code: "stale" });
    await desk.call("crm.confirmFirstLook", { ...about, deliveryId: look?.line?.deliveryId ?? null });
    await desk.send();
    expect(desk.taken().map((line) => JSON.stringify(line, null, 2))).toEqual([look?.line?.json]);
    expect(await desk.call("crm.firstLook", {})).toEqual([]);
    await desk.post(await desk.story());
    await desk.send();
    expect(desk.taken()).toHaveLength(2);
  });
});

describe("corrections", () => {
  test("a case that is opened again tells the CRM so, behind the line it corrects; several that wait are one", async () => {
    await using desk = await startLoggedDesk();
    await desk.addTarget();
    const story = await desk.story();
    await desk.post(story);
    await desk.send();
    const resolve = async (resolution: "duplicate" | "spam") =>
      desk.call("triage.resolve", { stories: [{ id: story.storyId, version: await desk.version(story) }], resolution });
    await resolve("duplicate");
    await desk.call("cases.reopen", { stories: [{ id: story.storyId, version: await desk.version(story) }] });
    await desk.send();
    const [first, correction, ...more] = desk.taken();
    expect(more).toEqual([]);
    expect(correction).toMatchObject({
      schema: "watchroom.correction/1",
      interaction: { key: first?.key, outcome: "reopened" },
    });
    await resolve("spam");
    await desk.send();
    expect(desk.taken().at(-1)).toMatchObject({ because: "outcome_changed", interaction: { outcome: "spam" } });
  });

  test("a contact whose number and name were corrected is corrected in what was logged", async () => {
    await using desk = await startLoggedDesk();
    await desk.addTarget();
    const { storyId } = await desk.call("mentions.log", { ...caller, bucket: "care" });
    desk.parts.clock.advance(61_000);
    await desk.send();
    const { contact } = await desk.call("cases.get", { storyId });
    const { version } = await desk.call("contacts.get", { id: contact?.id ?? "" });
    await desk.call("contacts.save", {
      contact: { id: contact?.id ?? "", version },
      fields: { name: "Hetty Moss", phones: ["+44 20 7946 0958"], emails: ["Hetty@Example.org"] } as never,
    });
    await desk.send();
    expect(desk.taken().at(-1)).toMatchObject({
      because: "contact_changed",
      interaction: { contact: { name: "Hetty Moss", emails: ["hetty@example.org"], phones: ["+442079460958"] } },
    });
  });

  test("a reply that was taken away where it stood is told", async () => {
    await using desk = await startLoggedDesk();
    await desk.addTarget();
    const replyId = await desk.post(await desk.story());
    await desk.send();
    await runEngineAct(desk.engine.parts, { topics: [] }, async (act) => {
      await goneMessage(act.trx, replyId, act.at);
      await act.record({ kind: "reply.gone", subjectId: replyId, payload: {} });
    });
    await desk.send();
    expect(desk.taken().at(-1)).toMatchObject({
      because: "reply_taken_away",
      interaction: { outcome: "reply_taken_away" },
    });
  });
});

type Trx = Parameters<Parameters<typeof runEngineAct>[2]>[0]["trx"];

async function goneMessage(trx: Trx, replyId: string, at: number): Promise<void> {
  const reply = await trx.selectFrom("reply").select("id").where("public_id", "=", replyId).executeTakeFirstOrThrow();
  const made = { public_id: "01KA8K3F000000000000000085", network: "forum", root_remote_id: "r" } as const;
  const conversation = await trx
    .insertInto("conversation")
    .values(made as never)
    .returning("id")
    .executeTakeFirstOrThrow();
  const message = {
    ...{ conversation_id: conversation.id, network: "forum", remote_id: "r", direction: "out", text: "" },
    ...{ posted_at: at, seen_at: at, reply_id: reply.id, gone_at: at },
  };
  await trx
    .insertInto("message")
    .values(message as never)
    .execute();
}
