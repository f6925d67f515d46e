import { expect, test } from "vitest";
import { methods } from "../../../src-main/contract/methods.ts";
import { dumpRows, startDesk } from "./desk.ts";

async function startWith(texts: readonly string[]) {
  const desk = await startDesk();
  const stories = await desk.seed(...texts.map((text) => ({ text })));
  const [first, second] = stories;
  if (!first || !second) throw new Error("two were seeded");
  const label = async (add: readonly string[], remove: readonly string[] = [], on = [first]) =>
    desk.call("triage.label", { stories: await desk.seen(...on), add: [...add], remove: [...remove] });
  const labelled = async () =>
    Object.fromEntries((await desk.page("waiting")).map((row) => [row.excerpt, row.labels.map(({ name }) => name)]));
  return { desk, first, second, label, labelled };
}

test("a new name becomes a label, is found by it, and goes again with one undo", async () => {
  const { desk, label, labelled } = await startWith(["a", "b"]);
  const before = await dumpRows(desk);
  const { batchId, changed } = await label(["Delays", "VIP"]);
  expect([changed, await labelled()]).toEqual([1, { a: ["Delays", "VIP"], b: [] }]);
  const found = await desk.call("triage.page", { view: "waiting", filter: { labels: ["vip"] } });
  expect(found.rows.map((row) => row.excerpt)).toEqual(["a"]);
  await desk.call("triage.undo", { batchId });
  expect(await labelled()).toEqual({ a: [], b: [] });
  expect(await dumpRows(desk)).toEqual(before);
});

test("the same label written otherwise is not put on twice, and nothing changes where it is there", async () => {
  const { label, labelled } = await startWith(["a", "b"]);
  await label(["Delays"]);
  expect(await label(["DELAYS"])).toMatchObject({ changed: 0 });
  expect((await labelled())["a"]).toEqual(["Delays"]);
  await label([], ["delays"]);
  expect((await labelled())["a"]).toEqual([]);
});

test("a label of 1,000 letters is not understood, nor one of several lines", async () => {
  const { stories } = { stories: [{ id: "0".repeat(26), version: 1 }] };
  const read = (name: string) =>
    methods["triage.label"].input.safeParse({ commandId: "0".repeat(26), stories, add: [name] }).success;
  expect(["x".repeat(1000), "a\nb", "  ", "x".repeat(60)].map(read)).toEqual([false, false, false, true]);
});

test("renaming a label shows at once on every story, touches none of them, and can be taken back", async () => {
  const { desk, first, second, label, labelled } = await startWith(["a", "b"]);
  await label(["Delays"], [], [first, second]);
  const seen = await desk.seen(first, second);
  const { batchId, stories } = await desk.call("labels.change", { name: "Delays", to: "Late ferries" }, desk.lea);
  expect([stories, await labelled()]).toEqual([2, { a: ["Late ferries"], b: ["Late ferries"] }]);
  expect(await desk.seen(first, second)).toEqual(seen);
  await desk.call("labels.undo", { batchId }, desk.lea);
  expect(await labelled()).toEqual({ a: ["Delays"], b: ["Delays"] });
});

test("the old name of a renamed label still means it, for people and for rules", async () => {
  const { desk, first, second, label, labelled } = await startWith(["a", "b"]);
  await label(["Delays"]);
  await desk.call("labels.change", { name: "Delays", to: "Late" }, desk.lea);
  await label(["Delays"], [], [second]);
  expect(await labelled()).toEqual({ a: ["Late"], b: ["Late"] });
  await label([], ["Late"], [first]);
  expect(await labelled()).toEqual({ a: [], b: ["Late"] });
});

test("two labels become one, and one undo makes them two again", async () => {
  const { desk, first, second, label, labelled } = await startWith(["a", "b"]);
  await label(["Delays"], [], [first]);
  await label(["Late"], [], [second]);
  const { batchId } = await desk.call("labels.change", { name: "Delays", to: "late" }, desk.lea);
  expect(await labelled()).toEqual({ a: ["Late"], b: ["Late"] });
  const { labels } = await desk.call("labels.list", {});
  expect(labels).toEqual([{ name: "Late", tone: "plain", stories: 2, rules: [] }]);
  await desk.call("labels.undo", { batchId }, desk.lea);
  expect(await labelled()).toEqual({ a: ["Delays"], b: ["Late"] });
});

test("a removed label is off every story, stays off when its name is used anew, and comes back by undo", async () => {
  const { desk, second, label, labelled } = await startWith(["a", "b"]);
  await label(["Delays"]);
  const { batchId } = await desk.call("labels.remove", { name: "Delays" }, desk.lea);
  expect(await labelled()).toEqual({ a: [], b: [] });
  await desk.call("labels.undo", { batchId }, desk.lea);
  expect((await labelled())["a"]).toEqual(["Delays"]);
  await desk.call("labels.remove", { name: "Delays" }, desk.lea);
  await label(["Delays"], [], [second]);
  expect(await labelled()).toEqual({ a: [], b: ["Delays"] });
});

test("what rules wrote is a label too, and one that a rule gives is not removed", async () => {
  const { desk, first, labelled } = await startWith(["a", "b"]);
  await desk.parts.store.write(async (trx) => {
    await trx.updateTable("story").set({ labels: '["Refund"]' }).where("id", "=", first.rowId).execute();
    await trx
      .insertInto("rule")
      .values({
        public_id: desk.parts.commandId(),
        position: 1,
        name: "Refunds",
        conditions: "{}",
        actions: '{"labels":["Refund"]}',
        reason: "why",
      })
      .execute();
  });
  expect((await labelled())["a"]).toEqual(["Refund"]);
  expect((await desk.call("labels.list", {})).labels).toEqual([
    { name: "Refund", tone: "plain", stories: 1, rules: ["Refunds"] },
  ]);
  await expect(desk.call("labels.remove", { name: "Refund" }, desk.lea)).rejects.toMatchObject({
    code: "label-in-rules",
    params: { rules: "Refunds" },
  });
  await desk.call("labels.change", { name: "Refund", to: "Money back", tone: "blue" }, desk.lea);
  expect((await desk.page("waiting"))[0]?.labels).toEqual([{ name: "Money back", tone: "blue" }]);
});

test("a change of labels that somebody went on from is not taken back", async () => {
  const { desk, label } = await startWith(["a", "b"]);
  await label(["Delays"]);
  const { batchId } = await desk.call("labels.change", { name: "Delays", to: "Late" }, desk.lea);
  await desk.call("labels.change", { name: "Late", to: "Later" }, desk.lea);
  await expect(desk.call("labels.undo", { batchId }, desk.lea)).rejects.toMatchObject({ code: "stale" });
});
