import { describe, expect, test } from "vitest";
import { startRuleDesk, type RuleDesk } from "./rule-desk.ts";

const late = "Whimbrel was late again";
const fine = "Whimbrel looked fine";
const refund = "Where is my refund, Whimbrel?";
const whole = { slot_bucket: 0, slot_source: 0, slot_watch: 0, watch: 0 };

const move = async (desk: RuleDesk, text: string, bucket: "care" | "pr" | "analytics") =>
  desk.triage["triage.setBucket"](
    { commandId: desk.commandId(), stories: [await desk.storyOf(text)], bucket },
    await desk.addPerson(`Ben ${text}`, "agent"),
  );

async function rowsOf(desk: RuleDesk, table: "story" | "desk_case" | "case_cycle") {
  const rows = await desk.store.read.selectFrom(table).selectAll().execute();
  return rows.map(({ version: _version, ...row }: Record<string, unknown>) => row);
}

describe("applying a rule to stored stories", () => {
  test("moves those that it reaches, with their cases and counts, and says how many", async () => {
    const desk = await startRuleDesk();
    await desk.bring(late, fine, refund);
    const before = await desk.places();
    const rule = await desk.save({ query: "late OR fine", bucket: "pr", labels: ["boats"] });
    expect(await desk.places()).toEqual(before);
    expect(await desk.work("apply", rule)).toMatchObject({ state: "done", changed: 2, kept: 0, done: 3, total: 3 });
    expect(await desk.places()).toEqual([`pr: ${late}`, `pr: ${fine}`, `care: ${refund}`]);
    expect(await desk.faults()).toEqual(whole);
    const cases = await desk.store.read.selectFrom("desk_case").select(["bucket", "status"]).execute();
    expect(cases.filter(({ bucket, status }) => bucket === "pr" && status === "new")).toHaveLength(2);
    expect(await desk.eventsOf("rule.applied")).toBe(1);
    expect((await desk.rules["rules.list"]({}, desk.lead))[0]).toMatchObject({ effects: 2 });
  });

  test("leaves what a person decided about, and what somebody works on", async () => {
    const desk = await startRuleDesk();
    await desk.bring(late, fine, refund);
    await move(desk, late, "care");
    const claim = { personId: desk.lead.person?.id ?? "", reason: "" };
    await desk.triage["triage.assign"](
      { commandId: desk.commandId(), stories: [await desk.storyOf(refund)], ...claim },
      desk.lead,
    );
    const rule = await desk.save({ query: "whimbrel", bucket: "pr" });
    expect(await desk.work("apply", rule)).toMatchObject({ changed: 1, kept: 2 });
    expect(await desk.places()).toEqual([`care: ${late}`, `pr: ${fine}`, `care: ${refund}`]);
  });

  test("goes only as far as a rule before it lets it", async () => {
    const desk = await startRuleDesk();
    await desk.save({ name: "First", query: "late", bucket: "care" });
    await desk.bring(late, fine);
    const rule = await desk.save({ name: "Second", query: "whimbrel", bucket: "pr" });
    expect(await desk.work("apply", rule)).toMatchObject({ changed: 1 });
    expect(await desk.places()).toEqual([`care: ${late}`, `pr: ${fine}`]);
  });

  test("is refused for a rule that is off, and while it goes on; a cancelled one stays as far as it came", async () => {
    const desk = await startRuleDesk();
    await desk.bring(late);
    const rule = await desk.save({ query: "late", bucket: "pr", isOn: false });
    const command = () => ({ commandId: desk.commandId(), id: rule.id, version: rule.version });
    await expect(desk.rules["rules.apply"](command(), desk.lead)).rejects.toMatchObject({ code: "rule-off" });
    const { version } = await desk.rules["rules.switch"]({ ...command(), isOn: true }, desk.lead);
    const { id } = await desk.resting["rules.apply"]({ ...command(), version }, desk.lead);
    await expect(desk.rules["rules.apply"]({ ...command(), version }, desk.lead)).rejects.toMatchObject({
      code: "rule-busy",
    });
    await desk.rules["rules.cancel"]({ commandId: desk.commandId(), id }, desk.lead);
    const places = await desk.places();
    expect(await desk.rules["rules.work"]({}, desk.lead)).toMatchObject([{ state: "cancelled" }]);
    desk.worker.soon();
    await desk.worker.idle();
    expect(await desk.places()).toEqual(places);
  });
});

describe("taking back what a rule did", () => {
  test("leaves every story, case and cycle as if the rule had never been applied", async () => {
    const desk = await startRuleDesk();
    await desk.bring(late, fine, refund);
    const before = [await rowsOf(desk, "story"), await rowsOf(desk, "desk_case"), await rowsOf(desk, "case_cycle")];
    const rule = await desk.save({
      query: "whimbrel",
      bucket: "analytics",
      priority: "high",
      department: "Legal",
      labels: ["x"],
    });
    expect(await desk.work("apply", rule)).toMatchObject({ changed: 3 });
    expect(await rowsOf(desk, "story")).not.toEqual(before[0]);
    expect(await desk.rules["rules.wouldUndo"]({ id: rule.id }, desk.lead)).toEqual({ stories: 3, kept: 0 });
    expect(await desk.work("undo", rule)).toMatchObject({ state: "done", changed: 3, kept: 0 });
    expect([await rowsOf(desk, "story"), await rowsOf(desk, "desk_case"), await rowsOf(desk, "case_cycle")]).toEqual(
      before,
    );
    expect(await desk.faults()).toEqual(whole);
    expect([await desk.eventsOf("story.unruled"), await desk.eventsOf("rule.undone")]).toEqual([3, 1]);
    expect((await desk.rules["rules.list"]({}, desk.lead))[0]).toMatchObject({ effects: 0 });
  });

  test("puts back what came while the rule stood, also after it was switched off or removed", async () => {
    const desk = await startRuleDesk();
    const rule = await desk.save({ query: "late", bucket: "analytics" });
    await desk.bring(refund, `${refund} So late!`);
    expect(await desk.places()).toEqual([`care: ${refund}`, `analytics: ${refund} So late!`]);
    await desk.rules["rules.remove"]({ commandId: desk.commandId(), id: rule.id, version: rule.version }, desk.lead);
    expect(await desk.rules["rules.removed"]({}, desk.lead)).toMatchObject([{ id: rule.id, effects: 1 }]);
    expect(await desk.work("undo", rule)).toMatchObject({ changed: 1 });
    expect(await desk.places()).toEqual([`care: ${refund}`, `care: ${refund} So late!`]);
    expect(await desk.faults()).toEqual(whole);
    const cases = await desk.store.read.selectFrom("desk_case").select(["bucket", "status"]).execute();
    expect(cases).toEqual([
      { bucket: "care", status: "new" },
      { bucket: "care", status: "new" },
    ]);
  });

  test("never touches what a person moved since", async () => {
    const desk = await startRuleDesk();
    const rule = await desk.save({ query: "whimbrel", bucket: "analytics" });
    await desk.bring(late, refund);
    await move(desk, refund, "pr");
    expect(await desk.rules["rules.wouldUndo"]({ id: rule.id }, desk.lead)).toMatchObject({ stories: 1 });
    await desk.work("undo", rule);
    const places = await desk.places();
    expect(places[1]).toBe(`pr: ${refund}`);
    expect(places[0]).not.toBe(`analytics: ${late}`);
  });

  test("keeps what another rule did, and both can be taken back in either order", async () => {
    for (const order of [
      [0, 1],
      [1, 0],
    ] as const) {
      const desk = await startRuleDesk();
      const rules = [
        await desk.save({ name: "One", query: "refund", bucket: "pr", labels: ["a"], stop: false }),
        await desk.save({ name: "Two", query: "whimbrel", bucket: "analytics", labels: ["b"] }),
      ] as const;
      await desk.bring(refund);
      expect(await desk.places()).toEqual([`pr: ${refund}`]);
      const labels = async () =>
        (await desk.store.read.selectFrom("story").select("labels").executeTakeFirstOrThrow()).labels;
      await desk.work("undo", rules[order[0]]);
      expect(await desk.places()).toEqual([order[0] === 0 ? `analytics: ${refund}` : `pr: ${refund}`]);
      expect(await labels()).toBe(order[0] === 0 ? '["b"]' : '["a"]');
      await desk.work("undo", rules[order[1]]);
      expect(await desk.places()).toEqual([`care: ${refund}`]);
      expect(await labels()).toBe("[]");
      expect(await desk.faults()).toEqual(whole);
    }
  });
});

test("a rule gives the cases of what comes to a person, and taking it back frees them", async () => {
  const desk = await startRuleDesk();
  const ben = await desk.addPerson("Ben", "agent");
  const assignee = ben.person?.id ?? "";
  const rule = await desk.save({ query: "refund", bucket: "care", assignee });
  await desk.bring(refund);
  const owner = () => desk.store.read.selectFrom("desk_case").select("owner_id").executeTakeFirstOrThrow();
  expect(await owner()).toEqual({ owner_id: ben.person?.rowId });
  expect(await desk.work("undo", rule)).toMatchObject({ changed: 1, kept: 0 });
  expect(await owner()).toEqual({ owner_id: null });
});

test("conditions of language, tone, network and the source's department are asked as well as words", async () => {
  const desk = await startRuleDesk();
  await desk.save({ query: null, departments: ["Legal"], bucket: "pr" });
  await desk.save({ query: null, languages: ["de"], bucket: "pr" });
  await desk.save({ query: null, networks: ["news"], bucket: "pr" });
  await desk.save({
    query: "refund",
    departments: ["Sales"],
    sentiments: ["negative", "neutral", "unsure", "positive"],
    languages: ["en"],
    bucket: "analytics",
  });
  const english = "Where is the refund that you promised me in the summer?";
  await desk.bring(english);
  expect(await desk.places()).toEqual([`analytics: ${english}`]);
});

test("a rule that is switched off decides nothing; its versions say who saved what", async () => {
  const desk = await startRuleDesk();
  const rule = await desk.save({ name: "R", query: "refund", bucket: "pr" });
  const off = { commandId: desk.commandId(), id: rule.id, version: rule.version, isOn: false };
  expect(await desk.rules["rules.switch"](off, desk.lead)).toMatchObject({ isOn: false, savedBy: "Ann Lee" });
  await desk.bring(refund);
  expect(await desk.places()).toEqual([`care: ${refund}`]);
  const versions = await desk.rules["rules.versions"]({ id: rule.id }, desk.lead);
  expect(versions).toMatchObject([
    { version: 2, isOn: false, savedBy: "Ann Lee" },
    { version: 1, isOn: true, savedBy: "Ann Lee", savedAt: desk.clock.now() },
  ]);
});

test("a removed rule comes back under its id, at its place", async () => {
  const desk = await startRuleDesk();
  const one = await desk.save({ name: "One" });
  await desk.save({ name: "Two" });
  const command = { commandId: desk.commandId(), id: one.id, version: one.version };
  await desk.rules["rules.remove"](command, desk.lead);
  expect((await desk.rules["rules.list"]({}, desk.lead)).map(({ name }) => name)).toEqual(["Two"]);
  await desk.rules["rules.restore"]({ ...command, commandId: desk.commandId() }, desk.lead);
  expect((await desk.rules["rules.list"]({}, desk.lead)).map(({ name, id }) => [name, id === one.id])).toEqual([
    ["One", true],
    ["Two", false],
  ]);
});

test("what makes a story urgent is kept beside the reason of its bucket, and follows it back", async () => {
  const desk = await startRuleDesk();
  const stranded = "We are stranded on the pier, my insulin is on the boat. Can you help?";
  await desk.bring(stranded);
  const reason = async () => {
    const row = await desk.store.read.selectFrom("story").select(["reason", "urgency"]).executeTakeFirstOrThrow();
    return { urgency: row.urgency, urgent: JSON.parse(row.reason).urgent?.map(({ code }: { code: string }) => code) };
  };
  const byWords = { urgency: "high", urgent: ["reason.urgent_vulnerable_words", "reason.urgent_stranded_words"] };
  expect(await reason()).toEqual(byWords);
  const rule = await desk.save({ query: "stranded", bucket: "pr", priority: "low" });
  await desk.work("apply", rule);
  expect(await reason()).toEqual({ urgency: "low", urgent: undefined });
  await desk.work("undo", rule);
  expect(await reason()).toEqual(byWords);
});
