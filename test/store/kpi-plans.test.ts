import { expect, test } from "vitest";
import {
  countResolved,
  firstUnresolvedAt,
  lastResolvedAt,
  neverResolved,
  reopenedCycles,
  resolvedLater,
  resolvedWithin,
} from "../../src-main/engine/store/kpi-backlog.ts";
import { approvalSpans, invitations, publicPosts, submissions } from "../../src-main/engine/store/kpi-approval.ts";
import { packedDays, packOf } from "../../src-main/engine/store/cycle-day.ts";
import { kpiCycles, type KpiFilter } from "../../src-main/engine/store/kpi-cycle.ts";
import { mentionPage, volumeCells } from "../../src-main/engine/store/kpi-volume.ts";
import { shiftsIn, workInShift } from "../../src-main/engine/store/kpi-work.ts";
import type { Db } from "../../src-main/engine/store/open.ts";
import { plansOf } from "../support/query-plans.ts";
import { openTestStore } from "./open-test-store.ts";

const filter: KpiFilter = { buckets: [], sourceRowId: null, queue: null, personRowId: null };
const after = { queuedAt: 1, caseRowId: 0, cycle: 0 };
const lot = { from: 1, to: 9, after, limit: 10, filter };
const range = { from: 1, to: 9 };
const sentiments = ["negative"] as const;

const reads: readonly (readonly [string, (db: Db) => Promise<unknown>])[] = [
  ["the cohort", (db) => kpiCycles(db, lot)],
  ["what waits", (db) => neverResolved(db, { ...range, at: 9, filter })],
  ["since when something waits", (db) => firstUnresolvedAt(db)],
  ["what waited", (db) => resolvedLater(db, { ...range, at: 1, filter })],
  ["when the last was resolved", (db) => lastResolvedAt(db)],
  ["what was resolved", (db) => resolvedWithin(db, { ...range, filter })],
  ["how many were resolved", (db) => countResolved(db, range, filter)],
  ["the packs of days", (db) => packedDays(db, { first: 1, last: 9 })],
  ["the pack of a day", (db) => packOf(db, 1)],
  ["what came back", (db) => reopenedCycles(db, { ...range, asOf: 9, withinMs: 5, filter })],
  ["submissions", (db) => submissions(db, { ...range, filter })],
  ["approval clocks", (db) => approvalSpans(db, { ...range, filter })],
  ["posts", (db) => publicPosts(db, { ...range, filter })],
  ["invitations", (db) => invitations(db, range)],
  ["shifts", (db) => shiftsIn(db, range)],
  ["work", (db) => workInShift(db, { shiftId: "s", ...range }, null)],
  ["volume and what was corrected", (db) => volumeCells(db, range, filter)],
  [
    "mentions",
    (db) =>
      mentionPage(db, { range, filter, firstCopies: false, sentiments, watches: null }, { before: null, limit: 5 }),
  ],
];

test.each(reads)("%s is found by an index and not by walking through a table", async (_, read) => {
  const store = await openTestStore();
  const plans = await plansOf(store, read);
  const walks = plans.filter(
    (plan) => plan.startsWith("SCAN") && !/json_each|VIRTUAL TABLE|served|\(subquery/.test(plan),
  );
  expect(plans.length).toBeGreaterThan(0);
  expect(walks).toEqual([]);
});
