import { expect, test } from "vitest";
import { KpiScope } from "../../../src-main/contract/methods/kpis.ts";
import type { CaseState } from "../../../src-main/domain/cases/case-state.ts";
import { type CycleKpiName, cycleKpis } from "../../../src-main/domain/kpi/cycle-kpis.ts";
import { figureOf } from "../../../src-main/domain/kpi/figures-of.ts";
import { judge, type KpiCycle } from "../../../src-main/domain/kpi/judged-cycle.ts";
import { createKpis } from "../../../src-main/engine/kpis/index.ts";
import { listEvents } from "../../../src-main/engine/store/event-log.ts";
import type { Db } from "../../../src-main/engine/store/open.ts";
import { readSettings } from "../../../src-main/engine/store/setting.ts";
import { type Desk, HOUR, MINUTE, startDesk } from "../triage/desk.ts";

/** Nothing of these stands in the events of a case: when its post was published, and the work that was recorded. */
const notOfCases: readonly string[] = ["customer_view", "detection", "handle_time"];

/** The cycles of all cases from what the log says happened to them, and from nothing else. */
async function cyclesFromLog(db: Db): Promise<readonly KpiCycle[]> {
  const states = new Map<string, CaseState>();
  const cycles = new Map<string, KpiCycle>();
  for (const { subjectKind, subjectId, payload } of await listEvents(db, { limit: 10_000 })) {
    const after = subjectKind === "case" ? (payload?.["after"] as Partial<CaseState> | null | undefined) : undefined;
    if (!after) continue;
    const state = { ...states.get(subjectId), ...after } as CaseState;
    states.set(subjectId, state);
    const { bucket, queuedAt, targetMs, dueAt, firstOpenedAt, firstResponseAt, resolvedAt, resolution, responds } =
      state;
    const { resolutionTargetMs, resolutionDueAt } = state;
    cycles.set(`${subjectId} ${state.cycle}`, {
      ...{ bucket, queuedAt, targetMs, dueAt, firstOpenedAt, firstResponseAt, resolvedAt, resolution, responds },
      ...{ resolutionTargetMs, resolutionDueAt, caseRowId: 0, cycle: state.cycle, submittedAt: null, approvedAt: null },
      ...{ supersededAt: null, publishedAt: null, firstSeenAt: null, network: null, sourceRowId: null },
      ...{ activeMs: 0, wrapMs: 0 },
    });
  }
  return [...cycles.values()];
}

/** An afternoon: two are opened, one is answered in private, some are closed each in its way, one goes on into the night. */
async function play(desk: Desk): Promise<void> {
  const { clock } = desk.parts;
  const stories = await desk.seed({}, { bucket: "pr" }, { bucket: "unsorted" }, {}, { urgency: "high" }, {});
  const act = async (index: number, input: object) => {
    const story = stories[index];
    if (!story) throw new Error("there are six stories");
    await desk.call("triage.resolve", { stories: await desk.seen(story), reason: "r", ...input } as never);
  };
  clock.advance(20 * MINUTE);
  await desk.call("cases.open", { storyId: stories[0]?.id ?? "" });
  await desk.call("cases.open", { storyId: stories[1]?.id ?? "" });
  clock.advance(15 * MINUTE);
  await act(0, { resolution: "handed_private" });
  await act(2, { resolution: "spam" });
  clock.advance(100 * MINUTE);
  await act(1, { resolution: "handed_private" });
  await act(3, { resolution: "no_reply_needed" });
  clock.advance(3 * HOUR);
  await act(4, { resolution: "closed_without_reply" });
  clock.advance(30 * HOUR);
}

test("the figures of a desk that worked are those of what its log says", async () => {
  const desk = await startDesk();
  const begun = desk.parts.clock.now();
  await play(desk);
  const asOf = desk.parts.clock.now();
  const scope = KpiScope.parse({ from: begun - HOUR, to: asOf + 1, asOf });
  const { basis, kpis } = await createKpis(desk.parts)["kpis.read"](scope, desk.lea);
  const { settings } = await readSettings(desk.parts.store.read);
  const ignoreMs = basis.targets.ignoreMinutes * MINUTE;
  const fromLog = (await cyclesFromLog(desk.parts.store.read)).map((cycle) =>
    judge(cycle, { asOf, ignoreMs, calendarOf: () => settings.calendar }),
  );
  expect(fromLog).toHaveLength(6);
  const names = (Object.keys(cycleKpis) as CycleKpiName[]).filter((name) => !notOfCases.includes(name));
  const told = names.map((name) => {
    const found = kpis.find((kpi) => kpi.name === name);
    return [name, found?.value, found?.n, found?.parts, found?.also];
  });
  const logged = names.map((name) => {
    const { value, n, parts, also } = figureOf(name, fromLog);
    return [name, value, n, parts, also];
  });
  expect(told).toEqual(logged);
  expect(kpis.find(({ name }) => name === "service_level")?.parts).toMatchObject({
    within: 1,
    late: 1,
    excluded: 1,
    no_reply: 1,
  });
});
