import { expect, test } from "vitest";
import { nextDelivery, nextDueAt } from "../../src-main/engine/store/delivery.ts";
import { countDeliveries, listDeliveries } from "../../src-main/engine/store/delivery-list.ts";
import type { DeliveryAsked } from "../../src-main/engine/store/delivery-list.ts";
import type { Db } from "../../src-main/engine/store/open.ts";
import { countWork } from "../../src-main/engine/store/status.ts";
import { plansOf } from "../support/query-plans.ts";
import { openTestStore } from "./open-test-store.ts";

const all: DeliveryAsked = { state: null, targetRowId: null, search: "", before: null, limit: 100 };

/** What is walked through whole, an index that holds all that is asked for aside. */
const walks = (plans: readonly string[]) =>
  plans.filter((plan) => /SCAN|TEMP B-TREE/.test(plan) && !plan.includes("COVERING INDEX"));

const asked: readonly (readonly [string, (db: Db) => Promise<unknown>])[] = [
  ["the next line of a target", (db) => nextDelivery(db, { targetRowId: 1, now: 5 })],
  ["when the next line is due", (db) => nextDueAt(db, 1)],
  ["how many wait and are dead", countWork],
  ["how many there are of each state", (db) => countDeliveries(db, { targetRowId: null, search: "" })],
  ["how many there are of a target", (db) => countDeliveries(db, { targetRowId: 1, search: "" })],
  ["a page of a state", (db) => listDeliveries(db, { ...all, state: "dead", before: 9 })],
  ["a page of a target", (db) => listDeliveries(db, { ...all, targetRowId: 1 })],
  ["a page of a target and state", (db) => listDeliveries(db, { ...all, targetRowId: 1, state: "queued" })],
  ["a page of what fails at a target", (db) => listDeliveries(db, { ...all, targetRowId: 1, state: "failing" })],
];

test("whatever the outbox and its page ask for is found by an index", async () => {
  const store = await openTestStore();
  const found: Record<string, readonly string[]> = {};
  for (const [what, work] of asked) {
    const plans = (await plansOf(store, work)).filter((plan) => /delivery|one|older/.test(plan));
    expect(plans).not.toEqual([]);
    found[what] = walks(plans);
  }
  expect(found).toEqual(Object.fromEntries(asked.map(([what]) => [what, []])));
});

test("the head of a line is found among the lines that wait, however many were delivered before", async () => {
  const store = await openTestStore();
  const plans = await plansOf(store, (db) => nextDelivery(db, { targetRowId: 1, now: 5 }));
  expect(plans.filter((plan) => plan.includes("older"))).toEqual([
    "SEARCH older USING INDEX delivery_waiting (target_id=? AND contact_key=? AND id<?)",
  ]);
  expect(plans.filter((plan) => plan.includes(" one "))[0]).toContain("delivery_due");
});
