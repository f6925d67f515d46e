import { describe, expect, onTestFinished, test } from "vitest";
import type { Input, MethodName, Output } from "../../../src-main/contract/methods.ts";
import { methods } from "../../../src-main/contract/methods.ts";
import type { Call, Handler } from "../../../src-main/engine/handlers.ts";
import { createCases } from "../../../src-main/engine/cases/index.ts";
import { createPrivatePath } from "../../../src-main/engine/private-path/index.ts";
import { createPrivateReminder } from "../../../src-main/engine/private-path/reminder.ts";
import { listEvents } from "../../../src-main/engine/store/event-log.ts";
import { createTopics } from "../../../src-main/engine/topics/index.ts";
import { createTriage } from "../../../src-main/engine/triage/index.ts";
import { seedStories } from "../../support/seed-stories.ts";
import { startTestParts } from "../../support/test-engine.ts";

const HOUR = 3_600_000;

async function startDesk() {
  const parts = await startTestParts();
  onTestFinished(parts.close);
  const ann = await parts.addPerson("Ann Lee", "agent");
  const handlers = {
    ...createTriage({ ...parts, topicStories: createTopics(parts).storiesOf }),
    ...createCases(parts),
    ...createPrivatePath(parts),
  };
  type Name = keyof typeof handlers & MethodName;
  async function call<N extends Name>(name: N, input: Omit<Input<N>, "commandId">, as: Call = ann): Promise<Output<N>> {
    const parsed = methods[name].input.parse({ commandId: parts.commandId(), ...input });
    // The table and the handlers have the same names, which TypeScript cannot follow through an index.
    const answer = await (handlers[name] as unknown as Handler<N>)(parsed as never, as);
    return methods[name].output.parse(answer) as Output<N>;
  }
  const [story] = await seedStories(parts, [{ bucket: "care", handle: "@tom" }]);
  if (!story) throw new Error("one was seeded");
  const path = async () => {
    const found = await call("privatePath.get", { storyId: story.id });
    if (!found) throw new Error("the story has a case");
    return found;
  };
  const take = async (step: Input<"privatePath.step">["step"], via: Input<"privatePath.step">["via"] = null) =>
    call("privatePath.step", { story: (await path()).story, step, via });
  const kinds = async () => (await listEvents(parts.store.read, { limit: 100 })).map(({ kind }) => kind);
  return { parts, call, story, path, take, kinds, reminder: createPrivateReminder(parts) };
}

const seen = async ({ call, story }: Awaited<ReturnType<typeof startDesk>>) =>
  (await call("cases.get", { storyId: story.id })).story;

describe("from public to private", () => {
  test("a private contact stops the response clock, and the case stands among those handed over", async () => {
    const desk = await startDesk();
    desk.parts.clock.advance(HOUR / 2);
    await desk.take("contacted", "phone");
    const at = desk.parts.clock.now();
    expect(await desk.path()).toMatchObject({
      at: { invited: at, contacted: at, confirmed: null },
      ...{ via: "phone", step: "contacted", next: ["confirmed", "solved", "declined"], remindAt: at + 24 * HOUR },
    });
    const { clock } = await desk.call("cases.get", { storyId: desk.story.id });
    const { rows } = await desk.call("triage.page", { view: "private" });
    expect([clock.firstResponseAt, rows.map(({ id }) => id)]).toEqual([at, [desk.story.id]]);
    expect(await desk.kinds()).toContain("case.private_step");
  });

  test("an invitation by hand is no answer: the clock runs on", async () => {
    const desk = await startDesk();
    await desk.take("invited");
    expect((await desk.call("cases.get", { storyId: desk.story.id })).clock.firstResponseAt).toBeNull();
  });

  test("a step that cannot follow, or of a story that changed meanwhile, is refused and nothing is kept", async () => {
    const desk = await startDesk();
    await expect(desk.take("closed_out")).rejects.toMatchObject({ code: "step-not-next" });
    const old = (await desk.path()).story;
    await desk.take("invited");
    await expect(desk.call("privatePath.step", { story: old, step: "contacted", via: null })).rejects.toMatchObject({
      code: "stale",
    });
    expect((await desk.path()).step).toBe("invited");
  });

  test("a step is taken back with its answer to the clock", async () => {
    const desk = await startDesk();
    await desk.take("invited");
    const { batchId } = await desk.take("confirmed");
    await desk.call("triage.undo", { batchId });
    const { clock } = await desk.call("cases.get", { storyId: desk.story.id });
    expect([(await desk.path()).step, (await desk.path()).at.confirmed, clock.firstResponseAt]).toEqual([
      "invited",
      null,
      null,
    ]);
  });

  test("a case that is resolved as handed over was confirmed; taking that back takes the step back too", async () => {
    const desk = await startDesk();
    const { id, version } = await seen(desk);
    const { batchId } = await desk.call("triage.resolve", {
      ...{ stories: [{ id, version }], resolution: "handed_private", reason: "" },
    });
    expect((await desk.path()).step).toBe("confirmed");
    await desk.call("triage.undo", { batchId });
    expect((await desk.path()).step).toBeNull();
  });

  test("what stands still is reminded of once, and its case comes on top; the next step ends that", async () => {
    const desk = await startDesk();
    const [other] = await seedStories(desk.parts, [{ bucket: "care", handle: "@ann" }]);
    await desk.take("contacted", "email");
    const top = async () => (await desk.call("triage.page", { view: "waiting" })).rows[0]?.id;
    desk.parts.clock.advance(24 * HOUR - 1);
    await desk.reminder.look();
    expect([await top(), await desk.kinds()]).toEqual([
      other?.id,
      expect.not.arrayContaining(["case.private_reminded"]),
    ]);
    desk.parts.clock.advance(1);
    await desk.reminder.look();
    await desk.reminder.look();
    const reminders = (await desk.kinds()).filter((kind) => kind === "case.private_reminded");
    const reminded = await desk.call("triage.page", { view: "private" });
    expect([reminders, reminded.rows.map(({ id }) => id)]).toEqual([["case.private_reminded"], [desk.story.id]]);
    await desk.take("confirmed");
    // Three days on is the night to Sunday: the desk opens on Monday.
    const opensAt = (await desk.path()).remindAt ?? 0;
    expect([opensAt > desk.parts.clock.now() + 72 * HOUR, new Date(opensAt).getUTCDay()]).toEqual([true, 1]);
    expect(await top()).toBe(other?.id);
  });

  test("a step that is taken back to one that somebody was reminded of does not remind again", async () => {
    const desk = await startDesk();
    await desk.take("invited");
    desk.parts.clock.advance(((await desk.path()).remindAt ?? 0) - desk.parts.clock.now());
    await desk.reminder.look();
    const { batchId } = await desk.take("contacted", "phone");
    await desk.call("triage.undo", { batchId });
    await desk.reminder.look();
    const reminders = (await desk.kinds()).filter((kind) => kind === "case.private_reminded");
    expect([(await desk.path()).step, reminders]).toEqual(["invited", ["case.private_reminded"]]);
  });

  test("a step that nobody was reminded of is still due after it was left and taken back", async () => {
    const desk = await startDesk();
    await desk.take("invited");
    const { batchId } = await desk.take("contacted", "phone");
    await desk.call("triage.undo", { batchId });
    desk.parts.clock.advance(((await desk.path()).remindAt ?? 0) - desk.parts.clock.now());
    await desk.reminder.look();
    expect(await desk.kinds()).toContain("case.private_reminded");
  });

  test("the rate counts the cycles in care of a period", async () => {
    const desk = await startDesk();
    const from = desk.parts.clock.now();
    await seedStories(desk.parts, [
      { bucket: "care", handle: "@ann" },
      { bucket: "pr", handle: "@eve" },
      // Who rings up is in private already.
      { bucket: "care", handle: "@joe", network: "phone" },
    ]);
    await desk.take("invited");
    desk.parts.clock.advance(HOUR);
    await desk.take("confirmed");
    expect(await desk.call("privatePath.rate", { from, to: from + HOUR })).toEqual({
      ...{ complaints: 2, invited: 1, completed: 1, missed: 0, invitedPercent: 50, completedPercent: 100 },
    });
  });
});
