import { describe, expect, test } from "vitest";
import type { MethodName } from "../../../src-main/contract/methods.ts";
import { methods } from "../../../src-main/contract/methods.ts";
import { storyFields } from "../../../src-main/engine/departments/named-stories.ts";
import { ruleInput } from "../../support/rule-input.ts";
import { idOf, MINUTE, startTogether } from "./desk.ts";

async function startWithSales(viewOnly = false) {
  const desk = await startTogether();
  const sales = await desk.call(
    "departments.save",
    { name: "Sales", buckets: ["pr"], members: [{ personId: idOf(desk.bob), viewOnly }] },
    desk.ada,
  );
  return { ...desk, sales };
}

describe("a department", () => {
  test("is made, changed and taken away by an admin, each with an event, and keeps its members' part", async () => {
    const { call, sales, ada, ann, bob, lea, parts } = await startWithSales(true);
    await expect(call("departments.save", { name: "sales", buckets: [], members: [] }, ada)).rejects.toMatchObject({
      code: "name-taken",
    });
    const members = [
      { personId: idOf(bob), viewOnly: true },
      { personId: idOf(ann), viewOnly: false },
    ];
    const changed = await call(
      "departments.save",
      { id: sales.id, version: sales.version, name: "Sales", buckets: ["care"], members },
      ada,
    );
    expect(changed).toMatchObject({
      buckets: ["care"],
      members: [
        { person: { name: "Ann Lee" }, viewOnly: false },
        { person: { name: "Bob Ray" }, viewOnly: true },
      ],
    });
    await expect(call("departments.remove", { id: sales.id, version: sales.version }, ada)).rejects.toMatchObject({
      code: "stale",
    });
    // Changing a person's name leaves them looking on.
    const { version = 0 } = (await call("people.list", {})).find(({ id }) => id === idOf(bob)) ?? {};
    await call(
      "people.update",
      { id: idOf(bob), version, name: "Bob Rae", roles: ["agent"], departments: ["Sales"] },
      ada,
    );
    expect((await call("departments.list", {}, lea))[0]?.members[1]).toMatchObject({ viewOnly: true });
    await call("departments.remove", { id: sales.id, version: changed.version }, ada);
    expect(await call("departments.list", {})).toEqual([]);
    const kinds = await parts.store.read
      .selectFrom("event")
      .select("kind")
      .where("subject_kind", "=", "department")
      .execute();
    expect(kinds.map(({ kind }) => kind)).toEqual(["department.added", "department.changed", "department.removed"]);
  });

  test("takes its sources and rules along to a new name, and still sees what it was given under the old one", async () => {
    const { call, sales, ada, parts, seed } = await startWithSales();
    const story = await seed();
    await parts.store.write(async (trx) => {
      await trx.updateTable("source").set({ department: "Sales" }).execute();
      await trx.updateTable("story").set({ department: "sales" }).where("id", "=", story.rowId).execute();
    });
    const { commandId: _, ...rule } = ruleInput({
      commandId: parts.commandId(),
      ...{ name: "Prices", query: "price", bucket: "pr", department: "Sales" },
    });
    await call("rules.save", rule, ada);
    const renamed = await call("departments.save", { ...sales, name: "Shop", members: [] }, ada);
    expect(renamed).toMatchObject({ name: "Shop", sources: 1, rules: ["Prices"] });
    expect((await call("rules.list", {}))[0]).toMatchObject({ department: "Shop", version: 2 });
    expect(await call("departments.queues", {})).toMatchObject({ queues: [{ name: "Shop", waiting: 1 }] });
    await expect(call("departments.remove", { id: renamed.id, version: renamed.version }, ada)).rejects.toMatchObject({
      code: "department-used",
      params: { rules: "Prices", count: 1 },
    });
  });

  test("counts what waits in its queue: what is given to it, and its buckets", async () => {
    const { call, seed, parts, bob } = await startWithSales();
    await seed({ bucket: "pr" });
    const given = await seed({ bucket: "care" });
    await seed({ bucket: "care" });
    await parts.store.write((trx) =>
      trx.updateTable("story").set({ department: "Sales" }).where("id", "=", given.rowId).execute(),
    );
    const { rows } = await call("triage.page", { view: "waiting", filter: { departments: ["sales"] } });
    expect(rows.map(({ bucket }) => bucket).toSorted()).toEqual(["care", "pr"]);
    expect((await call("departments.queues", {}, bob)).queues).toMatchObject([{ isMine: true, waiting: 2 }]);
    expect((await call("departments.queues", {})).queues).toMatchObject([{ isMine: false }]);
  });
});

describe("who only looks on", () => {
  test("reads a story of the department, and every act on it is refused by the department's name", async () => {
    const { call, seed, seen, bob, ann, parts } = await startWithSales(true);
    const story = await seed({ bucket: "pr" });
    const stories = await seen(story);
    expect(await call("cases.get", { storyId: story.id }, bob)).toMatchObject({ story: { id: story.id } });
    expect(await call("cases.work", { storyId: story.id }, bob)).toMatchObject({ looksOn: "Sales" });
    expect(await call("cases.work", { storyId: story.id }, ann)).toMatchObject({ looksOn: null });
    const draft = await call("replies.start", { storyId: story.id }, ann);
    const { batchId } = await call("triage.setPriority", { stories: await seen(story), priority: 1 }, ann);
    const expiresAt = parts.clock.now() + MINUTE;
    const line = await call("lines.propose", { storyId: story.id, text: "It sails at four.", expiresAt }, ann);
    const refused = { code: "look-only", params: { department: "Sales" } };
    const attempts = [
      call("lines.propose", { storyId: story.id, text: "It sails at five.", expiresAt }, bob),
      call("lines.approve", { id: line.id, version: line.version }, bob),
      call("lines.withdraw", { id: line.id, version: line.version }, bob),
      call("triage.resolve", { stories, resolution: "spam" }, bob),
      call("triage.undo", { batchId }, bob),
      call("cases.note", { storyId: story.id, text: "Hm" }, bob),
      call("replies.start", { storyId: story.id }, bob),
      call("replies.save", { replyId: draft.id, version: draft.version, fields: {}, text: "Hm" }, bob),
      call("stories.join", { into: stories[0] ?? { id: "", version: 0 }, stories }, bob),
      call("mentions.log", { kind: "call", text: "They rang", person: "Tom", bucket: "pr" }, bob),
    ];
    for (const attempt of attempts) await expect(attempt).rejects.toMatchObject(refused);
  });

  test("acts where they work, and nowhere when they only look on wherever they belong", async () => {
    const { call, seed, seen, bob, ada } = await startWithSales(true);
    const care = await seed({ bucket: "care" });
    const note = () => call("cases.note", { storyId: care.id, text: "Hm" }, bob);
    await expect(note()).rejects.toMatchObject({ code: "look-only" });
    const members = [{ personId: idOf(bob), viewOnly: false }];
    await call("departments.save", { name: "Service", buckets: ["care"], members }, ada);
    await note();
    const pr = await seed({ bucket: "pr" });
    await expect(
      call("triage.resolve", { stories: await seen(pr, care), resolution: "spam" }, bob),
    ).rejects.toMatchObject({ code: "look-only" });
  });

  test("every write names its stories where the guard looks for them", () => {
    const names = new Set<string>([...storyFields, "commandId", "version", "id", "ids", "mentionIds", "closesCase"]);
    const suspicious = (Object.keys(methods) as MethodName[]).flatMap((name) => {
      const { kind, input } = methods[name];
      const fields = kind === "write" ? Object.keys((input as unknown as { shape: object }).shape) : [];
      return fields
        .filter((field) => /stor(y|ies)|repl(y|ies)|batch|case/i.test(field) && !names.has(field))
        .map((field) => `${name}.${field}`);
    });
    expect(suspicious).toEqual([]);
  });
});
