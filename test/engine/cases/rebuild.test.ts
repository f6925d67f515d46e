import fc from "fast-check";
import { expect, test } from "vitest";
import { Refusal } from "../../../src-main/contract/refusal.ts";
import type { CaseState } from "../../../src-main/domain/cases/case-state.ts";
import { createBreachWatch } from "../../../src-main/engine/cases/breach-watch.ts";
import { rejoinStory } from "../../../src-main/engine/cases/queue-story.ts";
import { createWarnWatch } from "../../../src-main/engine/cases/warn-watch.ts";
import { createSnoozeWaker } from "../../../src-main/engine/cases/snooze-waker.ts";
import { runEngineAct } from "../../../src-main/engine/commands.ts";
import { casesOfStories } from "../../../src-main/engine/store/case.ts";
import { listEvents, type StoredEvent } from "../../../src-main/engine/store/event-log.ts";
import type { Db } from "../../../src-main/engine/store/open.ts";
import { readSettings } from "../../../src-main/engine/store/setting.ts";
import { HOUR, startDesk, type Desk } from "../triage/desk.ts";

type Rebuilt = { readonly state: CaseState; readonly cycles: ReadonlyMap<number, CycleFields> };
type CycleFields = ReturnType<typeof cycleFields>;

function cycleFields({
  bucket,
  priority,
  queuedAt,
  targetMs,
  dueAt,
  firstOpenedAt,
  firstResponseAt,
  breachedAt,
  resolvedAt,
  resolution,
  responds,
  resolutionTargetMs,
  resolutionDueAt,
  resolutionBreachedAt,
}: CaseState) {
  return {
    bucket,
    priority,
    queuedAt,
    targetMs,
    dueAt,
    firstOpenedAt,
    firstResponseAt,
    breachedAt,
    resolvedAt,
    resolution,
    responds,
    resolutionTargetMs,
    resolutionDueAt,
    resolutionBreachedAt,
  };
}

/** One event of the log applied to the case it is about; null = the case was taken back. */
function applyEvent(rebuilt: Rebuilt | null, { payload }: StoredEvent): Rebuilt | null {
  const after = payload?.["after"] as Partial<CaseState> | null | undefined;
  if (after === undefined) return rebuilt;
  if (after === null) return null;
  const state = { ...rebuilt?.state, ...after } as CaseState;
  const kept = [...(rebuilt?.cycles ?? [])].filter(([cycle]) => cycle < state.cycle);
  return { state, cycles: new Map([...kept, [state.cycle, cycleFields(state)]]) };
}

async function rebuildFromLog(db: Db): Promise<ReadonlyMap<string, Rebuilt>> {
  const cases = new Map<string, Rebuilt>();
  for (const event of await listEvents(db, { limit: 100_000 })) {
    if (event.subjectKind !== "case") continue;
    const next = applyEvent(cases.get(event.subjectId) ?? null, event);
    if (next) cases.set(event.subjectId, next);
    else cases.delete(event.subjectId);
  }
  return cases;
}

async function readRows(db: Db): Promise<ReadonlyMap<string, Rebuilt>> {
  const stories = await db.selectFrom("story").select("id").execute();
  const records = await casesOfStories(
    db,
    stories.map((story) => story.id),
  );
  const cycles = await db.selectFrom("case_cycle").selectAll().orderBy("case_id").orderBy("cycle").execute();
  return new Map(
    [...records.values()].map((record) => [
      record.id,
      {
        state: record.state,
        cycles: new Map(
          cycles
            .filter((row) => row.case_id === record.rowId)
            .map((row) => [
              row.cycle,
              {
                bucket: row.bucket,
                priority: row.priority,
                queuedAt: row.queued_at,
                targetMs: row.target_ms,
                dueAt: row.due_at,
                firstOpenedAt: row.first_opened_at,
                firstResponseAt: row.first_response_at,
                breachedAt: row.breached_at,
                resolvedAt: row.resolved_at,
                resolution: row.resolution,
                responds: row.responds,
                resolutionTargetMs: row.resolution_target_ms,
                resolutionDueAt: row.resolution_due_at,
                resolutionBreachedAt: row.resolution_breached_at,
              },
            ]),
        ),
      },
    ]),
  );
}

type Step = { readonly name: string; readonly on: number } & Readonly<Record<string, unknown>>;

const expected: ReadonlySet<string> = new Set(["case-resolved", "nothing-to-undo", "stale", "undo-too-late"]);

const on = fc.nat({ max: 4 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    name: fc.constant("triage.setBucket"),
    on,
    bucket: fc.constantFrom("unsorted", "analytics", "pr", "care"),
  }),
  fc.record({
    name: fc.constant("triage.resolve"),
    on,
    resolution: fc.constantFrom("handed_private", "spam"),
    reason: fc.constant("r"),
  }),
  fc.record({ name: fc.constant("triage.snooze"), on, hours: fc.constantFrom(null, 1, 30) }),
  fc.record({ name: fc.constant("triage.assign"), on, toAnn: fc.boolean(), reason: fc.constant("r") }),
  fc.record({ name: fc.constant("triage.setPriority"), on, priority: fc.constantFrom(1, 2, 3) }),
  fc.record({ name: fc.constant("cases.open"), on }),
  fc.record({ name: fc.constant("copy joins"), on }),
  fc.record({ name: fc.constant("time passes"), on, hours: fc.constantFrom(0, 1, 5, 24) }),
  fc.record({ name: fc.constant("undo"), on }),
);

/** Does one step; what is refused (nothing open, too late, changed since) changes nothing and is part of the game. */
async function take(
  desk: Desk,
  stories: Awaited<ReturnType<Desk["seed"]>>,
  batches: string[],
  { name, on: index, ...rest }: Step,
): Promise<void> {
  const story = stories[index];
  if (!story) throw new Error("there are five stories");
  const { parts } = desk;
  if (name === "time passes") {
    parts.clock.advance(Number(rest["hours"]) * HOUR);
    await createSnoozeWaker(parts).look();
    await createBreachWatch(parts).look();
    await createWarnWatch(parts).look();
    return;
  }
  if (name === "copy joins") {
    const { settings } = await readSettings(parts.store.read);
    await runEngineAct(parts, { topics: [] }, (act) =>
      rejoinStory(act, settings, { storyRowId: story.rowId, at: act.at }),
    );
    return;
  }
  const { hours, toAnn, ...input } = rest;
  const until = typeof hours === "number" ? parts.clock.now() + hours * HOUR : null;
  const personId = toAnn ? (desk.ann.person?.id ?? "") : null;
  try {
    if (name === "cases.open") await desk.call("cases.open", { storyId: story.id });
    else if (name === "undo") await desk.call("triage.undo", { batchId: batches.at(-1) ?? parts.commandId() });
    else {
      const acted = {
        stories: await desk.seen(story),
        ...input,
        ...(name === "triage.snooze" ? { until } : {}),
        ...(name === "triage.assign" ? { personId } : {}),
      };
      batches.push((await desk.call(name as "triage.setBucket", acted as never)).batchId);
    }
  } catch (cause) {
    if (!(cause instanceof Refusal) || !expected.has(cause.code)) throw cause;
  }
}

test("cases and their cycles can be rebuilt from the event log alone", async () => {
  const desk = await startDesk();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      const stories = await desk.seed(
        { bucket: "unsorted" },
        { bucket: "care" },
        { bucket: "pr" },
        { bucket: "analytics" },
        { urgency: "low" },
      );
      const batches: string[] = [];
      for (const one of steps) await take(desk, stories, batches, one);
      expect(await rebuildFromLog(desk.parts.store.read)).toEqual(await readRows(desk.parts.store.read));
    }),
    { numRuns: 30 },
  );
});
