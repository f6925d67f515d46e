import { expect, test } from "vitest";
import type { Call } from "../../../src-main/engine/handlers.ts";
import { startDesk, type Desk } from "./desk.ts";

const shows = { view: "waiting" as const, filter: { buckets: ["care" as const] }, search: "ferry" };
const save = (desk: Desk, name: string, { as = desk.ann, forAll = false }: { as?: Call; forAll?: boolean } = {}) =>
  desk.call("views.save", { name, forAll, shows }, as);
const names = async (desk: Desk, as = desk.ann) => (await desk.call("views.list", {}, as)).map(({ name }) => name);

test("a view is kept for oneself or for the desk, with what it shows and how many stories stand in it", async () => {
  const desk = await startDesk();
  await desk.seed({ text: "ferry late" }, { text: "ferry praise", bucket: "pr" }, { text: "bus" });
  await save(desk, "Own");
  await save(desk, "For all", { as: desk.lea, forAll: true });
  await expect(save(desk, "No lead", { forAll: true })).rejects.toMatchObject({ code: "not-allowed" });
  expect([await names(desk), await names(desk, desk.bob)]).toEqual([["For all", "Own"], ["For all"]]);
  expect((await desk.call("views.list", {}))[1]).toMatchObject({
    forAll: false,
    shows,
    count: 1,
    isExact: true,
    gone: [],
  });
});

test("a view is changed by who saw it last, under a name that is free, and not by a colleague", async () => {
  const desk = await startDesk();
  const view = await save(desk, "Own");
  const again = { id: view.id, name: "Renamed", forAll: false, shows };
  expect(await desk.call("views.save", { ...again, version: view.version })).toEqual({ id: view.id, version: 2 });
  await expect(desk.call("views.save", { ...again, version: 1 })).rejects.toMatchObject({ code: "stale" });
  await expect(desk.call("views.save", { ...again, version: 2 }, desk.bob)).rejects.toMatchObject({
    code: "not-found",
  });
  await expect(save(desk, "renamed")).rejects.toMatchObject({ code: "name-taken" });
});

test("the order of views is theirs who may change them; what was removed comes back where it stood", async () => {
  const desk = await startDesk();
  const [one, , three] = [await save(desk, "1"), await save(desk, "2"), await save(desk, "3")];
  await desk.call("views.place", { id: three.id, by: -1 });
  await desk.call("views.place", { id: one.id, by: -1 });
  expect(await names(desk)).toEqual(["1", "3", "2"]);
  await desk.call("views.remove", { view: three });
  expect(await names(desk)).toEqual(["1", "2"]);
  await desk.call("views.restore", { id: three.id });
  expect(await names(desk)).toEqual(["1", "3", "2"]);
  await expect(desk.call("views.remove", { view: one }, desk.lea)).rejects.toMatchObject({ code: "not-found" });
});

test("a view whose watch was removed shows nothing of it, and says so", async () => {
  const desk = await startDesk();
  await desk.seed({ spans: [{ field: "text", from: 0, to: 2 }] });
  const filter = { watches: ["1".repeat(26)] };
  await desk.call("views.save", { name: "Brand", forAll: false, shows: { view: "waiting", filter, search: "" } });
  const listed = async () => (await desk.call("views.list", {})).map(({ count, gone }) => [count, gone]);
  expect(await listed()).toEqual([[1, []]]);
  await desk.parts.store.write((trx) => trx.updateTable("watch").set({ removed_at: 5 }).execute());
  expect(await listed()).toEqual([[0, ["watch"]]]);
  expect((await desk.call("triage.page", { view: "waiting", filter })).rows).toEqual([]);
});

test("a search that cannot be read is not kept", async () => {
  const desk = await startDesk();
  const broken = { ...shows, search: '"ferry' };
  await expect(desk.call("views.save", { name: "X", forAll: false, shows: broken })).rejects.toMatchObject({
    code: "query-invalid",
  });
});

test("what comes back needs a name that is free, and there is an end to how many one keeps", async () => {
  const desk = await startDesk();
  const removed = await save(desk, "Ferries");
  await desk.call("views.remove", { view: removed });
  const other = await save(desk, "ferries");
  await expect(desk.call("views.restore", { id: removed.id })).rejects.toMatchObject({ code: "name-taken" });
  await desk.call("views.save", { ...other, name: "1", forAll: false, shows });
  for (let count = 2; count <= 100; count += 1) await save(desk, String(count));
  const tooMany = { code: "too-many", params: { most: 100 } };
  await expect(save(desk, "101")).rejects.toMatchObject(tooMany);
  await expect(desk.call("views.restore", { id: removed.id })).rejects.toMatchObject(tooMany);
});
