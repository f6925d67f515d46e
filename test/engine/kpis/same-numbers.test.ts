import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { KpiScope } from "../../../src-main/contract/methods/kpis.ts";
import type { Kpi, KpiName } from "../../../src-main/contract/methods/kpis.ts";
import { methods } from "../../../src-main/contract/methods.ts";
import { createBreachWatch } from "../../../src-main/engine/cases/breach-watch.ts";
import { rejoinStory } from "../../../src-main/engine/cases/queue-story.ts";
import { runEngineAct } from "../../../src-main/engine/commands.ts";
import { startOfLocalDay } from "../../../src-main/domain/calendar/period.ts";
import { readSettings } from "../../../src-main/engine/store/setting.ts";
import { addSourceRow, addStory, type FixtureStory } from "../../support/desk-fixture.ts";
import { startTestParts } from "../../support/test-engine.ts";
import { createWholeEngine } from "../../support/whole-engine.ts";
import { tableOf } from "../reports/desk.ts";

const minute = 60_000;
const hour = 60 * minute;

async function startDesk() {
  const parts = await startTestParts();
  const lea = await parts.addPerson("Lea Orr", "lead", "agent");
  const engine = createWholeEngine(parts);
  onTestFinished(async () => {
    await engine.stop();
    await parts.close();
  });
  const sourceRowId = await addSourceRow(parts);
  const { handlers } = engine;
  const act = async (
    name: "triage.resolve" | "triage.setBucket" | "triage.snooze",
    story: FixtureStory,
    more: object,
  ) => {
    const { version } = await parts.store.read
      .selectFrom("story")
      .select("version")
      .where("id", "=", story.storyRowId)
      .executeTakeFirstOrThrow();
    const input = { commandId: parts.commandId(), stories: [{ id: story.storyId, version }], ...more };
    await handlers[name](methods[name].input.parse(input) as never, lea);
  };
  const close = (story: FixtureStory, resolution: string) => act("triage.resolve", story, { resolution, reason: "r" });
  const comesBack = async ({ storyRowId }: FixtureStory) => {
    const { settings } = await readSettings(parts.store.read);
    await runEngineAct(parts, { topics: [] }, (engineAct) =>
      rejoinStory(engineAct, settings, { storyRowId, at: engineAct.at }),
    );
  };
  return { parts, lea, engine, handlers, act, close, comesBack, story: () => addStory(parts, { sourceRowId }) };
}

type Desk = Awaited<ReturnType<typeof startDesk>>;

/** One case of the day before that is answered today, and of today one of each kind. */
async function playDay({ parts, act, close, comesBack, story }: Desk): Promise<void> {
  const watch = createBreachWatch(parts);
  const advance = async (ms: number) => {
    parts.clock.advance(ms);
    await watch.look();
  };
  const old = await story();
  await advance(24 * hour);
  const [inTime, late, justLate, spam] = [await story(), await story(), await story(), await story()] as const;
  const [needsNone, counted, ignored, put] = [await story(), await story(), await story(), await story()] as const;
  await close(old, "handed_private");
  await advance(20 * minute);
  await close(inTime, "handed_private");
  await close(spam, "spam");
  await close(needsNone, "no_reply_needed");
  await act("triage.setBucket", counted, { bucket: "analytics" });
  await act("triage.snooze", put, { until: parts.clock.now() + 30 * hour });
  await comesBack(inTime);
  // Answered after the deadline, before the desk looked at its clocks again.
  const { due_at: dueAt } = await parts.store.read
    .selectFrom("desk_case")
    .select("due_at")
    .where("story_id", "=", justLate.storyRowId)
    .executeTakeFirstOrThrow();
  parts.clock.advance((dueAt ?? 0) + 5000 - parts.clock.now());
  await close(justLate, "handed_private");
  await advance(hour);
  await close(late, "handed_private");
  await close(ignored, "closed_without_reply");
  await story();
  await advance(minute);
}

async function exported({ parts, engine, handlers, lea }: Desk, scope: KpiScope): Promise<readonly Kpi[]> {
  const { id } = await handlers["exports.start"](
    { commandId: parts.commandId(), what: { of: "kpi", ...scope }, format: "json" },
    lea,
  );
  await engine.idle();
  const { files } = await handlers["exports.get"]({ id }, lea);
  return JSON.parse(readFileSync(join(parts.folder, "exports", files[0]?.fileName ?? ""), "utf8")) as Kpi[];
}

test("wall, status bar, handover, figures, report and export tell the same of the same stretch, and differ only as their words say", async () => {
  const desk = await startDesk();
  await playDay(desk);
  const { parts, handlers, lea } = desk;
  const now = parts.clock.now();
  const scope = KpiScope.parse({ from: startOfLocalDay(now, "UTC"), to: now + 1, asOf: now });
  const { kpis } = await handlers["kpis.read"](scope, lea);
  const of = (name: KpiName, from: readonly Kpi[] = kpis) => from.find((kpi) => kpi.name === name);
  const said = (name: KpiName, from?: readonly Kpi[]) => [of(name, from)?.value, of(name, from)?.n];
  const wall = await handlers["wallboard.snapshot"]({ wall: null }, lea);
  const status = await handlers["status.get"]({}, lea);
  const { counts } = await handlers["shifts.summary"]({ from: scope.from, to: scope.to }, lea);
  const report = await handlers["reports.read"]({ ...scope, report: "service", step: null }, lea);
  const total = tableOf(report, "service").at(-1);
  const file = await exported(desk, scope);

  // Due are the ignored one, the second cycle and what was put away, besides the two that needed no reply; the newest still runs.
  expect(of("service_level")?.parts).toMatchObject({
    within: 1,
    late: 2,
    due: 5,
    no_reply: 2,
    pending: 1,
    excluded: 1,
  });
  expect([wall.serviceLevel.percent, wall.serviceLevel.n]).toEqual(said("service_level"));
  expect([total?.["service_level" as never], total?.["judged" as never]]).toEqual(said("service_level"));
  expect([wall.response.percent, wall.response.n]).toEqual(said("response_rate"));
  for (const { name } of kpis) expect([name, ...said(name, file)]).toEqual([name, ...said(name)]);

  // Figures: what was queued today. Handover: what happened today, also to the case of the day before.
  expect(counts.answered).toBe((of("response_rate")?.parts["answered"] ?? 0) + 1);
  expect(counts.cases).toBe(
    (of("response_rate")?.parts["offered"] ?? 0) + (of("service_level")?.parts["excluded"] ?? 0),
  );
  const missed = (of("service_level")?.parts["late"] ?? 0) + (of("response_rate")?.parts["ignored"] ?? 0);
  expect(counts.breached).toBe(missed + (of("response_rate")?.parts["waiting"] ?? 0));

  // The queue holds what waits for us now; the wall and the backlog count what was put away too.
  expect([status.waiting, counts.waiting]).toEqual([2, 2]);
  expect(wall.waiting).toBe(status.waiting + 1);
  expect(of("backlog")?.value).toBe(wall.waiting);
});
