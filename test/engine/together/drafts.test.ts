import { expect, test } from "vitest";
import { runEngineAct } from "../../../src-main/engine/commands.ts";
import { startTogether } from "./desk.ts";

async function startDraft() {
  const desk = await startTogether();
  const story = await desk.seed({ handle: "@tom", title: "Late ferry" });
  const started = await desk.call("replies.start", { storyId: story.id });
  let { version } = started;
  const type = async (text: string, as = desk.ann) => {
    const saved = await desk.call("replies.save", { replyId: started.id, version, fields: {}, text }, as);
    version = saved.version;
    return saved;
  };
  const earlier = async () =>
    (await desk.call("replies.earlier", { replyId: started.id })).map(({ by, text }) => [by?.name, text]);
  return { ...desk, story, replyId: started.id, type, earlier, at: () => version };
}

test("a draft says whose words stand in it, and keeps the words that a colleague wrote over", async () => {
  const { type, earlier, bob } = await startDraft();
  await type("We are");
  await type("We are sorry.");
  expect(await earlier()).toEqual([]);
  const saved = await type("Sorry, Tom.", bob);
  expect(saved.savedBy?.name).toBe("Bob Ray");
  await type("Sorry, Tom!", bob);
  expect(await earlier()).toEqual([["Ann Lee", "We are sorry."]]);
});

test("words that somebody gives up for a colleague's are kept beside the draft, the last twenty of them", async () => {
  const { call, replyId, earlier, bob } = await startDraft();
  for (let n = 0; n < 25; n += 1) await call("replies.setAside", { replyId, fields: {}, text: `Words ${n}` }, bob);
  const kept = await earlier();
  expect([kept.length, kept[0], kept.at(-1)]).toEqual([20, ["Bob Ray", "Words 24"], ["Bob Ray", "Words 5"]]);
});

test("of two saves of one version the second is refused and told who typed", async () => {
  const { call, replyId, at, bob } = await startDraft();
  const version = at();
  await call("replies.save", { replyId, version, fields: {}, text: "One." });
  await expect(call("replies.save", { replyId, version, fields: {}, text: "Two." }, bob)).rejects.toMatchObject({
    code: "stale",
    params: { who: "Ann Lee", says: "together.typed" },
  });
});

test("a paste of 5 MB is refused whole, and the draft is as it was", async () => {
  const { engine, call, replyId, type, at, story } = await startDraft();
  await type("We are sorry.");
  await expect(
    call("replies.save", { replyId, version: at(), fields: {}, text: "x".repeat(5_000_000) }),
  ).rejects.toMatchObject({ issues: [{ code: "too_big" }] });
  expect((await call("cases.get", { storyId: story.id })).replies[0]?.text).toBe("We are sorry.");
  await engine.stop();
});

test("a second draft that is submitted, and a call that is logged, are shown before one submits, once each", async () => {
  const { call, story, replyId, type, at, bob, parts, assign, ann } = await startDraft();
  await type("We are sorry.");
  parts.clock.advance(60_000);
  await assign(story, bob);
  const other = await call("replies.start", { storyId: story.id }, bob);
  const typed = await call(
    "replies.save",
    { replyId: other.id, version: other.version, fields: {}, text: "Sorry!" },
    bob,
  );
  await call("replies.submit", { replyId: other.id, version: typed.version }, bob);
  await assign(story, ann, { as: bob });
  const submit = (seen: string[]) => call("replies.submit", { replyId, version: at(), seen });
  await expect(submit([])).rejects.toMatchObject({ code: "answered-meanwhile", params: { count: 1 } });
  parts.clock.advance(60_000);
  // The same person rings, and Bob writes down what he told them.
  const { storyId } = await call(
    "mentions.log",
    { kind: "call", text: "Told him by telephone", person: "Tom", reach: "+49 30 1234567", bucket: "care" },
    bob,
  );
  await parts.store.write((trx) =>
    trx
      .updateTable("desk_case")
      .set((eb) => ({
        contact_id: eb.selectFrom("desk_case").select("contact_id").where("contact_id", "is not", null).limit(1),
      }))
      .execute(),
  );
  const meanwhile = await call("replies.meanwhile", { replyId });
  expect(meanwhile).toMatchObject([
    { kind: "logged", storyId, text: "Told him by telephone", by: { name: "Bob Ray" } },
    { kind: "reply", id: other.id, state: "submitted", text: "Sorry!" },
  ]);
  await expect(submit([other.id])).rejects.toMatchObject({ code: "answered-meanwhile", params: { count: 1 } });
  expect(await submit(meanwhile.map(({ id }) => id))).toMatchObject({ state: "submitted" });
});

test("what was posted before a draft was begun is known whatever the clock says, and what was posted since", async () => {
  const { call, story, bob, assign, parts } = await startDraft();
  await assign(story, bob);
  const start = async () => call("replies.start", { storyId: story.id }, bob);
  const postAt = (id: string, at: number) =>
    runEngineAct(parts, { topics: [] }, async (act) => {
      await act.trx.updateTable("reply").set({ state: "sent", sent_at: at }).where("public_id", "=", id).execute();
      await act.record({ kind: "reply.sent", subjectId: id, payload: {} });
    });
  const now = parts.clock.now();
  const before = await start();
  await postAt(before.id, now + 3_600_000);
  const draft = await start();
  const after = await start();
  // Somebody set the clock back a day.
  await postAt(after.id, now - 24 * 3_600_000);
  const meanwhile = await call("replies.meanwhile", { replyId: draft.id }, bob);
  expect(meanwhile.map(({ id }) => id)).toEqual([after.id]);
});
