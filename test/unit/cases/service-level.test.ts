import { expect, test } from "vitest";
import { serviceLevel } from "../../../src-main/domain/cases/service-level.ts";
import type { Cycle } from "../../../src-main/domain/kpi/cycle.ts";

const hour = 3_600_000;
const nine = Date.UTC(2026, 10, 17, 9);
const calendar = { timeZone: "UTC", week: { Tue: [[9 * 60, 17 * 60]] }, holidays: [] } as const;
const calendarOf = () => calendar;

const cycle = (change: Partial<Cycle>): Cycle => ({
  queuedAt: nine,
  targetMs: hour,
  dueAt: nine + hour,
  firstResponseAt: null,
  resolvedAt: null,
  resolution: null,
  ...change,
});

test.each([
  ["answered exactly on target", { firstResponseAt: nine + hour }, { within: 1, n: 1, percent: 100 }],
  ["answered late", { firstResponseAt: nine + hour + 1 }, { late: 1, n: 1, percent: 0 }],
  [
    "unanswered within its target",
    { queuedAt: nine + 2 * hour, dueAt: nine + 3 * hour },
    { pending: 1, n: 0, percent: null },
  ],
  ["unanswered past its target", {}, { due: 1, n: 1, percent: 0 }],
  [
    "closed without an answer in time",
    { resolution: "closed_without_reply", resolvedAt: nine + 1 },
    { due: 1, n: 1, percent: 0 },
  ],
  [
    "no reply needed",
    { resolution: "no_reply_needed", resolvedAt: nine + 2 * hour },
    { due: 1, noReply: 1, n: 0, percent: null },
  ],
  [
    "moved to analytics in time",
    { resolution: "counted_only", resolvedAt: nine + hour },
    { due: 1, noReply: 1, n: 0, percent: null },
  ],
  [
    "moved to analytics too late",
    { resolution: "counted_only", resolvedAt: nine + hour + 1 },
    { due: 1, noReply: 0, n: 1, percent: 0 },
  ],
  ["spam", { resolution: "spam", resolvedAt: nine + 1 }, { excluded: 1, n: 0, percent: null }],
  [
    "spam that was answered",
    { resolution: "spam", resolvedAt: nine + 1, firstResponseAt: nine },
    { within: 1, n: 1, percent: 100 },
  ],
] as const)("%s", (_name, change, expected) => {
  expect(serviceLevel([cycle(change)], { asOf: nine + 3 * hour, calendarOf })).toMatchObject(expected);
});

test("what is due at closing time is not late before the desk opens again", () => {
  const closing = cycle({ queuedAt: nine + 7 * hour, dueAt: nine + 8 * hour });
  expect(serviceLevel([closing], { asOf: nine + 20 * hour, calendarOf })).toMatchObject({ pending: 1, percent: null });
});

test("within, late, due and pending make up all that was offered", () => {
  const cycles = [
    cycle({}),
    cycle({ firstResponseAt: nine }),
    cycle({ queuedAt: nine + 3 * hour, dueAt: nine + 4 * hour }),
    cycle({ firstResponseAt: nine + 2 * hour }),
    cycle({ resolution: "spam", resolvedAt: nine }),
  ];
  const { within, late, due, pending, excluded } = serviceLevel(cycles, { asOf: nine + 3 * hour, calendarOf });
  expect(within + late + due + pending + excluded).toBe(cycles.length);
});
