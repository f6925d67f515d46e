import { expect, test } from "vitest";
import { triageViews } from "../../../src-main/contract/methods/triage.ts";
import { pageQuery } from "../../../src-main/engine/store/triage-page.ts";
import { startDesk } from "./desk.ts";

test.each(triageViews)("the view %s is read through an index, in its order", async (view) => {
  const desk = await startDesk();
  const [story] = await desk.seed({});
  const { read, raw } = desk.parts.store;
  const viewer = { personRowId: 1, nearUntil: { care: 5, pr: 5, others: 5 } };
  const query = await pageQuery(read, { view, viewer, after: { sort: 5, id: story?.id ?? "" }, limit: 10 });
  const { sql, parameters } = query.compile(read);
  const plan = raw.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters) as { detail: string }[];
  const steps = plan.map((step) => step.detail);
  // What waits for approval is few, and is sorted after it was found.
  const sorted = view === "approval" ? ["USE TEMP B-TREE FOR ORDER BY"] : [];
  expect(steps.filter((step) => /^SCAN|TEMP B-TREE/.test(step))).toEqual(sorted);
});

test("the stories of an alarm are found from its mentions", async () => {
  const desk = await startDesk();
  const [story] = await desk.seed({});
  const { read, raw } = desk.parts.store;
  const viewer = { personRowId: 1, nearUntil: { care: 5, pr: 5, others: 5 } };
  const alarm = story?.id ?? "";
  const query = await pageQuery(read, { view: "waiting", alarm, viewer, after: { sort: 5, id: alarm }, limit: 10 });
  const { sql, parameters } = query.compile(read);
  const plan = raw.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters) as { detail: string }[];
  expect(plan.map((step) => step.detail).filter((step) => step.startsWith("SCAN"))).toEqual([]);
});
