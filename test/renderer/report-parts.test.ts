import { describe, expect, test } from "vitest";
import { chartLines, gapOver, lollipopsOf, stepAt } from "../../src-renderer/features/reports/chart-lines.ts";
import { readChoice, writeChoice } from "../../src-renderer/features/reports/choice.ts";
import { barOf, changeOf } from "../../src-renderer/features/reports/figures.ts";
import { formulaWithNumbers } from "../../src-renderer/features/reports/formula.ts";
import { type Period, readPeriod, spanOf } from "../../src-renderer/features/reports/period.ts";
import { localInstant } from "../../src-renderer/lib/format.ts";
import { kpiLink, readScope } from "../../src-renderer/lib/kpi-link.ts";
import { kpiOf, serviceChart } from "./support/reports-desk.ts";
import { idOf, NOON } from "./support/rows.ts";

const HOUR = 3_600_000;

describe("periods", () => {
  const now = Date.UTC(2026, 9, 25, 12);
  const place = {
    today: "2026-10-25",
    now,
    shiftOpenedAt: null,
    localInstant: (days: number, minute: number) => localInstant({ now, days, minute, timeZone: "Europe/London" }),
  };
  const isoOf = (period: Period) => {
    const span = spanOf(period, place);
    return typeof span === "string" ? span : [span.from, span.to].map((at) => new Date(at).toISOString().slice(0, 16));
  };

  test.each<[Period, unknown]>([
    [{ kind: "today" }, ["2026-10-24T23:00", "2026-10-26T00:00"]],
    [{ kind: "yesterday" }, ["2026-10-23T23:00", "2026-10-24T23:00"]],
    [{ kind: "week" }, ["2026-10-18T23:00", "2026-10-26T00:00"]],
    [{ kind: "month" }, ["2026-09-30T23:00", "2026-10-26T00:00"]],
    [{ kind: "lastMonth" }, ["2026-08-31T23:00", "2026-09-30T23:00"]],
    [{ kind: "days", from: "2026-03-01", to: "2026-03-31" }, ["2026-03-01T00:00", "2026-03-31T23:00"]],
    [{ kind: "days", from: "2026-03-02", to: "2026-03-01" }, "backwards"],
    [{ kind: "days", from: "2015-01-01", to: "2026-03-01" }, "too-long"],
    [{ kind: "shift" }, "no-shift"],
  ])("%o is days of the desk's clock, also when it is set back", (period, expected) => {
    expect(isoOf(period)).toEqual(expected);
  });

  test("a shift that runs ends with its quarter of an hour", () => {
    const at = now + 7 * 60_000;
    const shift = { ...place, now: at, shiftOpenedAt: now - HOUR };
    expect(spanOf({ kind: "shift" }, shift)).toEqual({ from: now - HOUR, to: now + 15 * 60_000 });
  });

  test("nonsense in an address is the last seven days", () => {
    expect(readPeriod(new URLSearchParams("from=x&to=1&period=never"))).toEqual({ kind: "week" });
  });
});

describe("addresses", () => {
  test("what the screen shows is what its address says", () => {
    const choice = {
      tab: "volume" as const,
      period: { kind: "days" as const, from: "2026-11-13", to: "2026-11-19" },
      filter: {
        buckets: ["pr" as const, "care" as const],
        sourceId: idOf(1),
        departmentId: null,
        personId: idOf(2),
        clock: "elapsed" as const,
        counted: "stories" as const,
      },
      open: { kpi: "volume" as const, part: "stories", only: { from: NOON, to: NOON + HOUR } },
      row: idOf(3),
      isDefining: false,
    };
    expect(readChoice(new URLSearchParams(writeChoice(choice)))).toEqual(choice);
  });

  test("a link to a figure holds ids and instants, and its scope is read back from it", () => {
    const scope = { from: NOON, to: NOON + HOUR, asOf: NOON, buckets: ["care" as const], sourceId: idOf(1) };
    const link = kpiLink({ kpi: "service_level", part: "late", scope });
    expect(link).toBe(
      `/reports?from=${NOON}&to=${NOON + HOUR}&as-of=${NOON}&buckets=care&source=${idOf(1)}&kpi=service_level&part=late`,
    );
    expect(readScope(new URLSearchParams(link.split("?")[1]))).toEqual(scope);
  });

  test("what is no id, bucket or instant is left out", () => {
    const params = new URLSearchParams("from=now&source=%27--&buckets=all,care&clock=sun&counted=stories");
    expect(readScope(params)).toEqual({ buckets: ["care"], counted: "stories" });
  });
});

describe("figures", () => {
  test("a formula is filled with its counts, or not at all", () => {
    const say = (count: number) => String(count);
    const parts = { within: 35, late: 11, due: 81, no_reply: 61 };
    expect(formulaWithNumbers("100 × W ÷ (W + L + D − N)", parts, say)).toBe("100 × 35 ÷ (35 + 11 + 81 − 61)");
    expect(formulaWithNumbers("100 × W ÷ (W + L + D − N)", { within: 35 }, say)).toBeNull();
    expect(formulaWithNumbers("median of clock(queued, resolved)", parts, say)).toBeNull();
  });

  test("less time is better, more answers are better, more mentions are only more", () => {
    const word = (...[name, change]: Parameters<typeof kpiOf>) => changeOf(kpiOf(name, change))?.word ?? null;
    expect(word("first_response", { unit: "ms", value: 60_000, previous: { value: 90_000, n: 1 } })).toBe("better");
    expect(word("ignored_rate", { value: 30, previous: { value: 20, n: 9 } })).toBe("worse");
    expect(word("volume", { unit: "count", value: 3, previous: { value: 2, n: 2 } })).toBe("more");
    expect(word("volume", { unit: "count", value: 2, previous: { value: 2, n: 2 } })).toBe("same");
    expect(word("service_level", { previous: { value: null, n: 0 } })).toBeNull();
    expect(word("service_level", { value: null })).toBeNull();
  });

  test("the bar of a length is the one it lies in, and the longest lies in the last", () => {
    const lengths = { unit: "ms", spread: [1, 2, 3, 4], also: { longest: 400 } } as const;
    expect(
      [0, 99, 100, 400].map((value) =>
        barOf(kpiOf("first_response", { ...lengths, spread: [...lengths.spread], value })),
      ),
    ).toEqual([0, 0, 1, 3]);
    expect(barOf(kpiOf("service_level"))).toBeNull();
  });
});

describe("charts", () => {
  test("edges of a band are no lines", () => {
    const series = ["net", "low", "high"].map((key) => ({ key, name: null, values: [1], n: [1] }));
    const { lines, band } = chartLines(serviceChart({ key: "net", unit: "points", series }));
    expect(lines.map(({ key }) => key)).toEqual(["net"]);
    expect(band).toEqual({ low: [1], high: [1] });
  });

  test("a step reaches to the next, the last to the end; a gap counts only when it covers all of it", () => {
    const chart = serviceChart();
    expect(stepAt(chart, 6)).toEqual({ from: chart.times[6], to: chart.end });
    expect(gapOver(chart, stepAt(chart, 2))).toBe("closed");
    expect(gapOver(chart, stepAt(chart, 1))).toBeNull();
  });

  test("a share against a goal stands as signs up to a month, longer as a line", () => {
    expect(lollipopsOf(serviceChart())).toBe(true);
    expect(lollipopsOf(serviceChart({ goal: null }))).toBe(false);
    expect(lollipopsOf(serviceChart({ times: Array.from({ length: 32 }, (_, day) => day) }))).toBe(false);
  });
});
