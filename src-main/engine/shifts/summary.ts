import type { Output } from "../../contract/methods.ts";
import type { ShiftEvent, ShiftSummary } from "../../contract/methods/shifts.ts";
import { alarmKinds, decisionKinds, isDecision } from "../../domain/shifts/decisions.ts";
import { sourceGaps } from "../../domain/shifts/source-gaps.ts";
import { readGaps } from "../cases/read-gaps.ts";
import { showPromises } from "../promises/show-promises.ts";
import { listEvents } from "../store/event-log.ts";
import type { Db } from "../store/open.ts";
import { bindingPromises, countBinding, promisesById } from "../store/promise.ts";
import { casesOfCycles, countCycles, openCases, type CycleMoment } from "../store/shift-cases.ts";
import {
  countMentionsIn,
  promisesTouched,
  sourceTurns,
  stuckDeliveries,
  waitingReplies,
} from "../store/shift-summary.ts";
import { countWork } from "../store/status.ts";
import { linesOf, type Period, type Say } from "./log-lines.ts";
import { showCases } from "./show-cases.ts";

/** A list of a handover is read by a person: longer ones are told by their count, and opened from it. */
const mostListed = 50;
const mostRows = 500;
const mostEvents = 5000;
/** A source that went down before a shift is still down in it; after this it is no news to anybody. */
const lookBackMs = 30 * 86_400_000;

export type AsOf = { readonly now: number; readonly say: Say };

/** What happened in a stretch of time, from the event log, and what stands open at a moment. */
export async function summariseShift(db: Db, asked: Period, { now, say }: AsOf): Promise<ShiftSummary> {
  const period = { from: asked.from, to: Math.max(asked.from, Math.min(asked.to, now + 1)) };
  const count = (of: CycleMoment) => countCycles(db, { ...period, of });
  const [happened, standing, gaps] = [
    await eventsOf(db, period, say),
    await standingOf(db, now),
    await gapsOf(db, period, now),
  ];
  const touched = await promisesTouched(db, period);
  const shown = await promisesShown(db, { now, ids: touched.map(({ id }) => id) });
  return {
    ...period,
    asOf: now,
    counts: {
      ...{ mentions: await countMentionsIn(db, period), cases: await count("cases") },
      ...{ answered: await count("answered"), breached: await count("breached") },
      promised: touched.filter(({ made }) => made).length,
      kept: touched.filter(({ kept }) => kept).length,
      broken: touched.filter(({ broken }) => broken).length,
      ...standing.counts,
      sourcesDown: gaps.filter(({ kind, to }) => kind === "source" && to === null).length,
      decided: happened.decided.length,
    },
    open: await showCases(db, await openCases(db, mostListed), now),
    breached: await showCases(db, await casesOfCycles(db, { ...period, of: "breached", limit: mostListed }), now),
    promises: shown,
    ...standing.lists,
    decided: happened.decided.slice(-mostListed),
    alarms: happened.alarms.slice(-mostListed),
    gaps: gaps.slice(-mostListed),
  };
}

/** The cases behind a count of a stretch of time, oldest first. */
export async function rowsOfCount(
  db: Db,
  { of, ...asked }: Period & { readonly of: CycleMoment },
  now: number,
): Promise<Output<"shifts.rows">> {
  const period = { from: asked.from, to: Math.min(asked.to, now + 1) };
  return showCases(db, await casesOfCycles(db, { ...period, of, limit: mostRows }), now);
}

async function eventsOf(db: Db, period: Period, say: Say) {
  const kinds = [...new Set([...decisionKinds, ...alarmKinds])];
  const events = await listEvents(db, { ...period, kinds, limit: mostEvents });
  const lines = await linesOf(db, events.filter(isDecision), { period, say });
  const shown = lines.map((line): ShiftEvent => ({
    ...{ seq: line.seq, at: line.at, kind: line.kind, caseId: line.case, storyId: line.story },
    ...{ contact: line.case === null ? null : line.contact, what: line.what, who: line.who },
  }));
  const isOf = (wanted: readonly string[]) => shown.filter(({ kind }) => wanted.includes(kind));
  return { decided: isOf(decisionKinds), alarms: isOf(alarmKinds) };
}

async function standingOf(db: Db, now: number) {
  const [work, replies, stuck] = [await countWork(db), await waitingReplies(db), await stuckDeliveries(db)];
  const approvals = replies.filter(({ state }) => state === "submitted");
  const toPost = replies.filter(({ state }) => state !== "submitted");
  return {
    counts: {
      promisesOpen: await countBinding(db),
      waiting: work.waiting,
      awaitingApproval: work.approvals,
      toPost: toPost.length,
      stuck: stuck.length,
    },
    lists: {
      approvals: approvals.slice(0, mostListed),
      oldestApprovalAt: approvals[0]?.since ?? null,
      toPost: toPost.slice(0, mostListed),
      stuck: stuck.slice(0, mostListed),
    },
    now,
  };
}

async function promisesShown(
  db: Db,
  { now, ids }: { readonly now: number; readonly ids: readonly string[] },
): Promise<ShiftSummary["promises"]> {
  const binding = await bindingPromises(db, mostListed);
  const others = (await promisesById(db, ids)).filter(({ id }) => binding.every((one) => one.id !== id));
  const shown = await showPromises(db, [...binding, ...others.slice(0, mostListed)], { now });
  return shown.map(({ version: _version, keptBy: _keptBy, withdrawnBy: _withdrawnBy, ...one }) => one);
}

async function gapsOf(db: Db, period: Period, now: number): Promise<ShiftSummary["gaps"]> {
  const desk = await readGaps(db, { from: period.from, to: Math.min(period.to, now) });
  const turns = await sourceTurns(db, { from: period.from - lookBackMs, to: now + 1 });
  return [
    ...desk.map((gap) => ({ kind: gap.kind, source: null, from: gap.from, to: gap.to })),
    ...sourceGaps(turns, period).map((gap) => ({ kind: "source" as const, ...gap })),
  ].toSorted((a, b) => a.from - b.from);
}
