import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { KpiScope } from "../../../src-main/contract/methods/kpis.ts";
import { networks, resolutions } from "../../../src-main/contract/values.ts";
import { nothingGathered, gather, gatheredFigure, gatheredValue } from "../../../src-main/domain/kpi/column-figures.ts";
import { bucketCodes, networkCodes, resolutionCodes } from "../../../src-main/domain/kpi/cycle-columns.ts";
import { type CycleKpiName, cycleKpis } from "../../../src-main/domain/kpi/cycle-kpis.ts";
import { figureOf } from "../../../src-main/domain/kpi/figures-of.ts";
import type { Call } from "../../../src-main/engine/handlers.ts";
import { readCohort } from "../../../src-main/engine/kpis/cohort.ts";
import { cycleSlices } from "../../../src-main/engine/kpis/cycle-slices.ts";
import { createKpis } from "../../../src-main/engine/kpis/index.ts";
import { keepDays } from "../../../src-main/engine/kpis/keep-days.ts";
import { type ReadyScope, readyScope } from "../../../src-main/engine/kpis/scope.ts";
import { packedDays } from "../../../src-main/engine/store/cycle-day.ts";
import { type CycleRow, writeCycles } from "../../support/kpi-desk.ts";
import { startTestParts, type TestParts } from "../../support/test-engine.ts";

const minute = 60_000;
const day = 24 * 60 * minute;
const begin = Date.UTC(2026, 0, 19);
const period = { from: begin + 5 * 60 * minute, to: begin + 3 * day + 7 * 60 * minute };

let parts: TestParts;
let lead: Call;
beforeAll(async () => {
  parts = await startTestParts();
  lead = await parts.addPerson("Lea", "lead");
});
afterAll(() => parts.close());

const drawnCycle = fc.record({
  bucket: fc.constantFrom(...bucketCodes),
  source: fc.constantFrom(1, 2),
  network: fc.constantFrom(...networks),
  responds: fc.constantFrom("first", "next"),
  queuedAt: fc.integer({ min: 0, max: 5 * 24 * 60 }).map((at) => begin + at * minute),
  dueAt: fc.option(fc.integer({ min: 0, max: 5 * 24 * 60 }).map((at) => begin + at * minute)),
  firstOpenedAt: fc.option(fc.integer({ min: -9, max: 400 }).map((at) => begin + at * 20 * minute)),
  submittedAt: fc.option(fc.integer({ min: 0, max: 400 }).map((at) => begin + at * 20 * minute)),
  approvedAt: fc.option(fc.integer({ min: 0, max: 400 }).map((at) => begin + at * 20 * minute)),
  firstResponseAt: fc.option(fc.integer({ min: 0, max: 400 }).map((at) => begin + at * 20 * minute)),
  resolvedAt: fc.option(fc.integer({ min: 0, max: 400 }).map((at) => begin + at * 20 * minute)),
  resolution: fc.option(fc.constantFrom(...resolutions)),
  resolutionTargetMs: fc.option(fc.constant(8 * 60 * minute)),
  resolutionDueAt: fc.option(fc.integer({ min: 0, max: 400 }).map((at) => begin + at * 20 * minute)),
  publishedAt: fc.option(fc.integer({ min: -50, max: 400 }).map((at) => begin + at * 20 * minute)),
  activeMs: fc.integer({ min: 0, max: 9 }),
  wrapMs: fc.integer({ min: 0, max: 9 }),
}) as unknown as fc.Arbitrary<CycleRow>;

/** A desk of up to 30 cases, some of which came back: their cycles follow one another. */
const drawnCycles = fc
  .array(fc.tuple(drawnCycle, fc.option(drawnCycle)), { minLength: 1, maxLength: 30 })
  .map((cases) =>
    cases.flatMap(([first, again], at): CycleRow[] => [
      { ...first, caseRowId: at + 1 },
      ...(again ? [{ ...again, caseRowId: at + 1, cycle: 2 }] : []),
    ]),
  );

const scopeOf = (asked: Partial<KpiScope>): Promise<ReadyScope> =>
  readyScope(parts.store.read, KpiScope.parse({ ...period, ...asked }), { now: parts.clock.now(), call: null });

const forgetPacks = () => parts.store.raw.exec("DELETE FROM cycle_day");
const keep = () => keepDays(parts, { ...period, filter: none });
const none = { buckets: [], sourceRowId: null, queue: null, personRowId: null };

async function figuresOverColumns(scope: ReadyScope) {
  const gathered = nothingGathered();
  for await (const slice of cycleSlices(parts.store.read, scope)) gather(gathered, slice, scope.judgingAt(scope.asOf));
  return gathered;
}

const scopes: readonly Partial<KpiScope>[] = [
  {},
  { clock: "elapsed" },
  { asOf: begin + 2 * day },
  { buckets: ["care"] },
  { buckets: ["pr", "unsorted"], asOf: begin + 30 * 60 * minute },
];

test("a figure over columns is the one over the same cycles as objects, from packs and from rows", async () => {
  await fc.assert(
    fc.asyncProperty(drawnCycles, fc.constantFrom(...scopes), fc.boolean(), async (cycles, asked, isKept) => {
      writeCycles(parts.store.raw, cycles);
      forgetPacks();
      if (isKept) await keep();
      const scope = await scopeOf(asked);
      const cohort = await readCohort(parts.store.read, scope);
      for (const name of Object.keys(cycleKpis) as CycleKpiName[]) {
        const { value, n } = gatheredValue(name, await figuresOverColumns(scope));
        const told = gatheredFigure(name, await figuresOverColumns(scope));
        expect([name, told]).toEqual([name, figureOf(name, cohort)]);
        expect([name, value, n]).toEqual([name, told.value, told.n]);
      }
    }),
    { numRuns: 12 },
  );
});

const change = fc.oneof(
  fc.record({ kind: fc.constant("answer" as const), row: fc.nat(), at: fc.nat(9000) }),
  fc.record({ kind: fc.constant("move" as const), row: fc.nat(), at: fc.nat(9000) }),
  fc.record({ kind: fc.constant("again" as const), row: fc.nat(), at: fc.nat(9000) }),
  fc.record({ kind: fc.constant("delete" as const), row: fc.nat(), at: fc.nat(9000) }),
);

function apply({ kind, row, at }: { kind: "answer" | "move" | "again" | "delete"; row: number; at: number }): void {
  const { raw } = parts.store;
  const instant = begin + at * minute;
  const all = raw
    .prepare<[], { id: number; cycle: number }>("SELECT case_id AS id, max(cycle) AS cycle FROM case_cycle GROUP BY 1")
    .all();
  const of = all[row % Math.max(1, all.length)];
  if (!of) return;
  const where = `WHERE case_id = ${of.id} AND cycle = ${of.cycle}`;
  if (kind === "answer") raw.exec(`UPDATE case_cycle SET first_response_at = ${instant} ${where}`);
  if (kind === "move") raw.exec(`UPDATE case_cycle SET queued_at = ${instant} ${where}`);
  if (kind === "delete") raw.exec(`DELETE FROM case_cycle ${where}`);
  if (kind === "again")
    raw.exec(`INSERT INTO case_cycle (case_id, cycle, bucket, priority, queued_at, target_ms)
      VALUES (${of.id}, ${of.cycle + 1}, 'care', 2, ${instant}, 60000)`);
}

test("whatever changes, what is read from packs is what the rows say", async () => {
  await fc.assert(
    fc.asyncProperty(drawnCycles, fc.array(change, { minLength: 1, maxLength: 8 }), async (cycles, changes) => {
      writeCycles(parts.store.raw, cycles);
      const scope = await scopeOf({});
      for (const one of changes) {
        await keep();
        apply(one);
        const fromPacks = await readCohort(parts.store.read, scope);
        const packs = parts.store.raw.prepare("SELECT day, cycles FROM cycle_day").all() as {
          day: number;
          cycles: Buffer;
        }[];
        forgetPacks();
        expect(fromPacks).toEqual(await readCohort(parts.store.read, scope));
        for (const { day: of, cycles: pack } of packs)
          parts.store.raw.prepare("INSERT INTO cycle_day (day, cycles) VALUES (?, ?)").run(of, pack);
      }
    }),
    { numRuns: 15 },
  );
});

test("settled days are packed by the first reading, and not the last two", async () => {
  writeCycles(parts.store.raw, [{ queuedAt: begin + day }, { queuedAt: parts.clock.now() - day }]);
  forgetPacks();
  const scope = KpiScope.parse({ from: begin, to: parts.clock.now() });
  await createKpis(parts)["kpis.read"](scope, lead);
  const today = Math.floor(parts.clock.now() / day);
  const kept = [...(await packedDays(parts.store.read, { first: 0, last: today }))];
  expect([kept[0], kept.at(-1)]).toEqual([begin / day + 1, today - 2]);
});

test("every word that a pack holds as a number has one, and none has moved", () => {
  expect(new Set(networkCodes)).toEqual(new Set([null, ...networks]));
  expect(new Set(resolutionCodes)).toEqual(new Set([null, ...resolutions]));
  expect([bucketCodes, resolutionCodes.slice(1), networkCodes.slice(1, 12)]).toEqual([
    ["unsorted", "analytics", "pr", "care"],
    [
      ...["answered", "handed_private", "no_reply_needed", "counted_only", "closed_without_reply"],
      ...["spam", "duplicate", "withdrawn"],
    ],
    [
      ...["news", "blog", "forum", "reviews", "mastodon", "bluesky", "reddit", "youtube", "podcast"],
      ...["microblog", "video"],
    ],
  ]);
});
