import fc from "fast-check";
import { expect, test } from "vitest";
import type { ReportStep } from "../../../src-main/contract/methods/reports.ts";
import { defaultSettings, writeSettings } from "../../../src-main/engine/store/setting.ts";
import { writeCycles, type CycleRow } from "../../support/kpi-desk.ts";
import { chartOf, hourMs, minuteMs, startReportDesk, tableOf } from "./desk.ts";

/** Monday to Monday by the local clock: 167 and 169 hours, and a zone whose day begins at half past with us. */
const weeks = [
  { timeZone: "Europe/Berlin", from: Date.UTC(2026, 2, 22, 23), to: Date.UTC(2026, 2, 29, 22) },
  { timeZone: "Europe/Berlin", from: Date.UTC(2026, 9, 18, 22), to: Date.UTC(2026, 9, 25, 23) },
  { timeZone: "Asia/Kolkata", from: Date.UTC(2026, 2, 22, 18, 30), to: Date.UTC(2026, 2, 29, 18, 30) },
] as const;

const after = (most: number) => fc.option(fc.nat({ max: most }));
const drawn = fc.record({
  queued: fc.nat({ max: 169 * 4 }),
  answered: after(300),
  closed: after(300),
  resolution: fc.constantFrom("spam", "no_reply_needed", "closed_without_reply", "counted_only"),
  bucket: fc.constantFrom("care", "pr"),
  source: fc.constantFrom(1, 2),
});

test("over a change of the clock the steps of a report add up to its total, whatever their length, and buckets and sources too", async () => {
  const desk = await startReportDesk();
  let version = 1;
  const sum = (counts: readonly (number | null)[]) => counts.reduce<number>((all, count) => all + (count ?? 0), 0);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...weeks),
      fc.array(drawn, { minLength: 1, maxLength: 40 }),
      async ({ timeZone, from, to }, cycles) => {
        version += 1;
        const settings = defaultSettings(timeZone);
        await desk.parts.store.write((trx) => writeSettings(trx, { version, settings }));
        const rows = cycles.map(({ queued, answered, closed, resolution, bucket, source }): CycleRow => {
          const queuedAt = from + queued * 15 * minuteMs;
          const at = (minutes: number | null) => (minutes === null ? null : queuedAt + minutes * minuteMs);
          const resolvedAt = at(closed === null ? null : closed + (answered ?? 0));
          return {
            ...{ bucket: bucket as "care", source: source as 1, queuedAt, firstResponseAt: at(answered), resolvedAt },
            resolution: resolvedAt === null ? null : answered === null ? (resolution as "spam") : "answered",
          };
        });
        writeCycles(desk.parts.store.raw, rows);
        const scope = { from, to, asOf: to + 3 * hourMs };
        const lines = async (step: ReportStep) => {
          const report = await desk.read("service", { ...scope, step });
          const [level] = chartOf(report, "service_level").series;
          const within = level?.values.map((value, at) => ((value ?? 0) * (level.n[at] ?? 0)) / 100) ?? [];
          const answered = chartOf(report, "first_response").series[0]?.n ?? [];
          expect(level?.values.every((value, at) => (value === null) === (level.n[at] === 0))).toBe(true);
          return { total: tableOf(report, "service").at(-1), made: [sum(level?.n ?? []), sum(within), sum(answered)] };
        };
        for (const step of ["hour", "day", "week"] as const) {
          const { total, made } = await lines(step);
          const of = (column: string) => Number(total?.[column as never]);
          expect([step, ...made.map(Math.round)]).toEqual([
            step,
            of("judged"),
            of("within"),
            of("within") + of("late"),
          ]);
        }
        const offered = async (narrow: object) =>
          (await desk.kpi("response_rate", { ...scope, ...narrow }))?.parts["offered"];
        const all = await offered({});
        expect(((await offered({ buckets: ["care"] })) ?? 0) + ((await offered({ buckets: ["pr"] })) ?? 0)).toBe(all);
        const bySource = tableOf(await desk.read("sources", scope), "sources").slice(0, -1);
        expect(sum(bySource.map((row) => Number(row["cases" as never])))).toBe(all);
      },
    ),
    { numRuns: 3 },
  );
});
