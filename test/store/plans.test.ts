import { expect, test } from "vitest";
import { approvalsAtMoment } from "../../src-main/engine/store/approval-clock.ts";
import { casesAtMoment } from "../../src-main/engine/store/case-clock.ts";
import { deliveriesOfCase } from "../../src-main/engine/store/case-delivery.ts";
import { knownRecord } from "../../src-main/engine/store/crm-known-record.ts";
import { isShared } from "../../src-main/engine/store/crm-record.ts";
import { deliveriesByKey, nextDelivery, nextDueAt } from "../../src-main/engine/store/delivery.ts";
import { knownAtRemoved, knownThere } from "../../src-main/engine/store/delivery-erase.ts";
import { isErased } from "../../src-main/engine/store/delivery-line.ts";
import { isOfErased } from "../../src-main/engine/store/interaction-case.ts";
import { nextToPrefetch, profilesOf } from "../../src-main/engine/store/crm-profile.ts";
import { fetchesOf, wasOffline } from "../../src-main/engine/store/fetch.ts";
import { findByKeyHash, staleItems } from "../../src-main/engine/store/item.ts";
import { entriesByDate, entriesBySecond, hasItems } from "../../src-main/engine/store/item-second.ts";
import { saidSince } from "../../src-main/engine/store/mention-said.ts";
import { countPurgeable, purgeableItems, purgeableMentions } from "../../src-main/engine/store/source-retention.ts";
import { copiesOf, similarStories } from "../../src-main/engine/store/story-copies.ts";
import { membersOf, placedByHand } from "../../src-main/engine/store/story-member.ts";
import { fittingStories } from "../../src-main/engine/store/queue-filter.ts";
import { searchMentionIds } from "../../src-main/engine/store/search.ts";
import { defaultSettings } from "../../src-main/engine/store/setting.ts";
import { dueSources } from "../../src-main/engine/store/source.ts";
import { countPublished } from "../../src-main/engine/store/source-fetch.ts";
import { sourceCounts } from "../../src-main/engine/store/source-counts.ts";
import { storiesByKeys } from "../../src-main/engine/store/story.ts";
import {
  countBacklog,
  cyclesQueued,
  privateHandovers,
  repliesUnderWay,
  slotCells,
  slotTotals,
  topStories,
  unanswered,
  slotsOfWatches,
  watchesOfMentions,
} from "../../src-main/engine/store/wallboard.ts";
import type { Db, Store } from "../../src-main/engine/store/open.ts";
import { nextJob } from "../../src-main/engine/store/job.ts";
import { countWork } from "../../src-main/engine/store/status.ts";
import {
  countOutbox,
  countWaiting,
  isSendingWith,
  nextPosting,
  nextPostingAt,
  postingsOf,
  unconfirmedReplies,
} from "../../src-main/engine/store/posting.ts";
import { parseQuery } from "../../src-main/domain/query/parse.ts";
import { openTestStore } from "./open-test-store.ts";

/** Runs a store function over a handle that notes its SQL, and gives what SQLite would walk through whole. */
async function scansOf(store: Store, work: (db: Db) => Promise<unknown>): Promise<readonly string[]> {
  const seen: { sql: string; parameters: readonly unknown[] }[] = [];
  const spying = store.read.withPlugin({
    transformQuery: ({ node }) => {
      const compiled = store.read.getExecutor().compileQuery(node, { queryId: "" });
      seen.push({ sql: compiled.sql, parameters: compiled.parameters });
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  });
  await work(spying);
  expect(seen.length).toBeGreaterThan(0);
  return seen.flatMap(({ sql, parameters }) => {
    const plan = store.raw.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters);
    return plan
      .map((row) => row.detail)
      .filter((detail) =>
        /^SCAN (?:item|mention|story|desk_case|case_cycle|approval_clock|reply|delivery|job|source|slot_\w+|story_\w+|posting|crm_profile|crm_contact|contact_reach|contact|purged_key|mention_watch|item_version)\b(?!.*USING (?:COVERING )?INDEX)/.test(
          detail,
        ),
      );
  });
}

const late = parseQuery("late");

test.each<[string, (db: Db) => Promise<unknown>]>([
  ["what is sent next", (db) => nextPosting(db, { accountId: "a", now: 1 })],
  ["when something is sent", (db) => nextPostingAt(db, "a")],
  [
    "what a filter lets through",
    (db) =>
      fittingStories(db, {
        storyRowIds: [1, 2],
        filter: {
          ...{ buckets: ["care"], sentiments: ["mixed"], priorities: [1], langs: ["de"], networks: ["news"] },
          ...{ sources: ["a"], watches: ["b"], labels: ["late"], owners: ["me", "c"], departments: ["sales"] },
          ...{ reaches: ["unknown", "from10000"], clocks: ["ok"], newerThanHours: 1, olderThanHours: 2 },
        },
        asOf: { now: 1, settings: defaultSettings("UTC"), personRowId: 1 },
      }),
  ],
  ["what waits to be sent", (db) => countWaiting(db)],
  ["what is on its way", (db) => isSendingWith(db, "a")],
  ["what the outbox holds", (db) => countOutbox(db)],
  ["what has no proof", (db) => unconfirmedReplies(db, 1)],
  ["how replies were sent", (db) => postingsOf(db, [1, 2])],
  ["dedupe lookup", (db) => findByKeyHash(db, 1, [1, 2, 3])],
  [
    "copies in other sources",
    (db) => storiesByKeys(db, { keyHashes: [1, 2], canonicalUrls: ["https://gazette.example/a"] }),
  ],
  [
    "search page",
    (db) => (late.ok ? searchMentionIds(db, late.query, { limit: 50 }) : Promise.reject(new Error("does not parse"))),
  ],
  ["wallboard, last 24 hours", (db) => slotCells(db, { from: 1, to: 96 })],
  ["wallboard, 28 days", (db) => slotTotals(db, { from: 1, to: 2784, counted: "mentions" })],
  ["wallboard, backlog", (db) => countBacklog(db)],
  ["wallboard, oldest and late", (db) => unanswered(db, 1)],
  ["wallboard, service level", (db) => cyclesQueued(db, { from: 1, to: 2 })],
  ["wallboard, top stories", (db) => topStories(db, { since: 1, limit: 5 })],
  ["wallboard, watches of stories", (db) => watchesOfMentions(db, [1, 2])],
  [
    "wallboard, share of voice",
    (db) => slotsOfWatches(db, { watchRowIds: [1, 2], from: 1, to: 96, counted: "stories" }),
  ],
  ["wallboard, replies", (db) => repliesUnderWay(db, 1)],
  ["wallboard, handovers", (db) => privateHandovers(db, 1)],
  ["status bar", (db) => countWork(db)],
  ["answers that are late", (db) => casesAtMoment(db, { of: "breach", clock: "response", now: 1, limit: 10 })],
  ["answers to warn of", (db) => casesAtMoment(db, { of: "warning", clock: "response", now: 1, limit: 10 })],
  ["cases not closed in time", (db) => casesAtMoment(db, { of: "breach", clock: "resolution", now: 1, limit: 10 })],
  ["cases to warn of", (db) => casesAtMoment(db, { of: "warning", clock: "resolution", now: 1, limit: 10 })],
  ["approvals that are late", (db) => approvalsAtMoment(db, { of: "breach", now: 1, limit: 10 })],
  ["approvals to warn of", (db) => approvalsAtMoment(db, { of: "warning", now: 1, limit: 10 })],
  ["open jobs", (db) => nextJob(db, "rematch")],
  ["due sources", (db) => dueSources(db, { now: 1, limit: 10 })],
  ["the pace of a source", (db) => countPublished(db, 1, 1)],
  ["the log of a source", (db) => fetchesOf(db, 1)],
  ["the newest fetch of a source", (db) => wasOffline(db, 1)],
  ["entries under another key", (db) => entriesBySecond(db, { sourceId: 1, hashes: [1], addresses: ["https://a"] })],
  ["entries of a date", (db) => entriesByDate(db, { sourceId: 1, dates: [1, 2] })],
  ["a source without entries", (db) => hasItems(db, 1, 1)],
  ["what was said lately", (db) => saidSince(db, { after: 1, limit: 10 })],
  ["copies of stories", (db) => membersOf(db, { storyRowIds: [1, 2], limit: 10 })],
  ["copies of a story", (db) => copiesOf(db, 1)],
  ["similar stories", (db) => similarStories(db, 1)],
  ["copies placed by hand", (db) => placedByHand(db, [1, 2])],
  ["items past their time", (db) => staleItems(db, { seenBefore: 1, after: 1, limit: 10 })],
  ["items of a source past their time", (db) => purgeableItems(db, 1, { seenBefore: 1, limit: 10 })],
  ["mentions of a source past their time", (db) => purgeableMentions(db, 1, { seenBefore: 1, after: 1, limit: 10 })],
  ["what CRMs said of a contact", (db) => profilesOf(db, 1)],
  ["whom to ask a CRM for next", (db) => nextToPrefetch(db, { targetRowId: 1, since: 1, now: 1 })],
  ["what was logged of a case", (db) => deliveriesOfCase(db, 1)],
  ["what leaves for a CRM next", (db) => nextDelivery(db, { targetRowId: 1, now: 1 })],
  ["when something leaves for a CRM", (db) => nextDueAt(db, 1)],
  ["whether a line's person was erased", (db) => isErased(db, 1)],
  ["whether a case's person was erased", (db) => isOfErased(db, 1)],
  ["what a CRM has under keys", (db) => deliveriesByKey(db, { targetRowId: 1, keys: ["a", "b"] })],
  ["what CRMs have of a contact", (db) => knownThere(db, 1)],
  ["what removed CRMs have of a contact", (db) => knownAtRemoved(db, 1)],
  ["whom a record of a CRM stands for", (db) => isShared(db, { targetRowId: 1, contactKey: "a", recordId: "b" })],
  ["how a CRM calls somebody", (db) => knownRecord(db, { targetRowId: 1, keys: ["a", "b"] })],
  ["what a time to keep would delete", (db) => countPurgeable(db, 1, 1)],
])("%s walks through no table", async (_name, work) => {
  const store = await openTestStore();
  expect(await scansOf(store, work)).toEqual([]);
});

test("what sources brought walks through the sources, and looks up all else", async () => {
  const store = await openTestStore();
  expect(await scansOf(store, (db) => sourceCounts(db, { windowFrom: 1, days: [1, 2, 3] }))).toEqual(["SCAN source"]);
});

test("a query without an index is seen", async () => {
  const store = await openTestStore();
  const scans = await scansOf(store, (db) => db.selectFrom("item").select("id").where("text", "=", "x").execute());
  expect(scans).toEqual(["SCAN item"]);
});
