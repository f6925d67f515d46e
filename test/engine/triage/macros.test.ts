import { expect, test } from "vitest";
import type { MacroSteps } from "../../../src-main/contract/methods/macros.ts";
import type { Call } from "../../../src-main/engine/handlers.ts";
import { dumpRows, startDesk, type Desk } from "./desk.ts";

async function saveMacro(
  desk: Desk,
  steps: MacroSteps,
  { as = desk.ann, name = "M", forAll = false }: { as?: Call; name?: string; forAll?: boolean } = {},
) {
  return desk.call("macros.save", { name, key: "4", forAll, steps }, as);
}

async function addScript(desk: Desk, key: string): Promise<void> {
  await desk.parts.store.write(async (trx) => {
    await trx.insertInto("script").values({ public_id: desk.parts.commandId(), key }).execute();
  });
}

const everything = (annId: string): MacroSteps => ({
  bucket: "care",
  labels: ["Praise", "Crew"],
  script: "thanks",
  priority: 3,
  assign: annId,
  note: "Seen by the macro.",
  resolution: { as: "no_reply_needed", why: "thanks", reason: "" },
});

test("all steps are done to any selection as one act, and one undo takes back all of it", async () => {
  const desk = await startDesk();
  await addScript(desk, "thanks");
  const stories = await desk.seed({ text: "a", bucket: "unsorted" }, { text: "b", bucket: "analytics" }, { text: "c" });
  const before = await dumpRows(desk);
  const macro = await saveMacro(desk, everything(desk.ann.person?.id ?? ""));
  const { batchId, changed } = await desk.call("macros.apply", { macro, stories: await desk.seen(...stories) });
  expect(changed).toBe(3);
  const detail = await desk.call("cases.get", { storyId: stories[1]?.id ?? "" });
  expect(detail.notes.map(({ text }) => text)).toEqual(["Seen by the macro."]);
  expect(detail.story).toMatchObject({
    bucket: "care",
    labels: [{ name: "Praise" }, { name: "Crew" }],
    case: { status: "resolved", resolution: "no_reply_needed", priority: 3, owner: { name: "Ann Lee" } },
  });
  await desk.call("triage.undo", { batchId });
  expect(await dumpRows(desk)).toEqual(before);
  expect((await desk.parts.store.read.selectFrom("case_note").selectAll().execute()).length).toBe(0);
});

test("steps for cases pass over stories that are only counted", async () => {
  const desk = await startDesk();
  const [counted] = await desk.seed({ bucket: "analytics" });
  if (!counted) throw new Error("one was seeded");
  const macro = await saveMacro(desk, {
    labels: ["Seen"],
    priority: 1,
    assign: "me",
    resolution: { as: "spam", reason: "" },
  });
  await desk.call("macros.apply", { macro, stories: await desk.seen(counted) });
  expect((await desk.page("analytics"))[0]).toMatchObject({ labels: [{ name: "Seen" }], case: null });
});

test("a macro is not done to stories that somebody changed since they were seen", async () => {
  const desk = await startDesk();
  const [story] = await desk.seed({});
  if (!story) throw new Error("one was seeded");
  const stories = await desk.seen(story);
  const macro = await saveMacro(desk, { labels: ["Seen"] });
  await desk.call("triage.setPriority", { stories, priority: 1 }, desk.bob);
  await expect(desk.call("macros.apply", { macro, stories })).rejects.toMatchObject({ code: "stale" });
});

test("a macro that was changed since it was seen is not done, and one of another person is not there", async () => {
  const desk = await startDesk();
  const [story] = await desk.seed({});
  if (!story) throw new Error("one was seeded");
  const macro = await saveMacro(desk, { labels: ["Seen"] });
  await desk.call("macros.save", { ...macro, name: "M", key: "4", forAll: false, steps: { labels: ["Other"] } });
  const stories = await desk.seen(story);
  await expect(desk.call("macros.apply", { macro, stories })).rejects.toMatchObject({ code: "stale" });
  await expect(desk.call("macros.apply", { macro, stories }, desk.bob)).rejects.toMatchObject({ code: "not-found" });
});

test("a macro cannot hold what would be refused at each use", async () => {
  const desk = await startDesk();
  const ending = (resolution: MacroSteps["resolution"]) => saveMacro(desk, { resolution });
  await expect(ending({ as: "no_reply_needed", why: "other", reason: "" })).rejects.toMatchObject({
    code: "reason-needed",
  });
  await expect(ending({ as: "closed_without_reply", reason: "" })).rejects.toMatchObject({ code: "reason-needed" });
  await expect(saveMacro(desk, { script: "nobody wrote it" })).rejects.toMatchObject({ code: "not-found" });
  await expect(saveMacro(desk, {})).rejects.toThrow();
});

test("a key goes over to the macro that has it last; the desk's macros are for leads to change", async () => {
  const desk = await startDesk();
  const first = await saveMacro(desk, { labels: ["A"] }, { name: "First" });
  await saveMacro(desk, { labels: ["B"] }, { name: "Second" });
  const listed = async (as = desk.ann) => (await desk.call("macros.list", {}, as)).map(({ name, key }) => [name, key]);
  expect(await listed()).toEqual([
    ["First", null],
    ["Second", "4"],
  ]);
  await expect(saveMacro(desk, { labels: ["C"] }, { forAll: true })).rejects.toMatchObject({ code: "not-allowed" });
  const shared = await saveMacro(desk, { labels: ["C"] }, { as: desk.lea, name: "Shared", forAll: true });
  await expect(desk.call("macros.remove", { macro: shared })).rejects.toMatchObject({ code: "not-allowed" });
  await desk.call("macros.remove", { macro: { ...first, version: 2 } });
  expect(await listed()).toEqual([
    ["Shared", "4"],
    ["Second", "4"],
  ]);
  await desk.call("macros.restore", { id: first.id });
  expect(await listed(desk.bob)).toEqual([["Shared", "4"]]);
  expect(await listed()).toHaveLength(3);
});

test("a macro that comes back needs a name that is free, and there is an end to how many one keeps", async () => {
  const desk = await startDesk();
  const keep = (name: string) => saveMacro(desk, { labels: ["A"] }, { name });
  const removed = await keep("Thanks");
  await desk.call("macros.remove", { macro: removed });
  const other = await keep("thanks");
  await expect(desk.call("macros.restore", { id: removed.id })).rejects.toMatchObject({ code: "name-taken" });
  await desk.call("macros.remove", { macro: other });
  for (let count = 1; count <= 100; count += 1) await keep(String(count));
  const tooMany = { code: "too-many", params: { most: 100 } };
  await expect(keep("101")).rejects.toMatchObject(tooMany);
  await expect(desk.call("macros.restore", { id: removed.id })).rejects.toMatchObject(tooMany);
});
