import type { Settings } from "../../contract/methods/settings.ts";
import { isLate } from "../../domain/cases/clock.ts";
import { calendarOf } from "../../domain/cases/policy.ts";
import { breachCase, type CaseClock } from "../../domain/cases/transitions.ts";
import { runEngineAct } from "../commands.ts";
import type { Parts } from "../parts.ts";
import { approvalsAtMoment, updateApprovalClock, type ApprovalClock } from "../store/approval-clock.ts";
import type { CaseRecord } from "../store/case.ts";
import { casesAtMoment, type ClockPage, type ClockPlace } from "../store/case-clock.ts";
import type { Db } from "../store/open.ts";
import { readSettings } from "../store/setting.ts";
import { causeOfApproval, causeOfCase } from "./breach-causes.ts";
import { changeCases } from "./change-cases.ts";
import { createWatchLoop, type WatchLoop } from "./watch-loop.ts";

const lookEveryMs = 15_000;
const lot = 200;

/** What a clock that ran out makes go out of date. */
const topics = ["triage", "case", "approvals", "status", "shift", "wallboard"] as const;

/**
 * Writes down once that a clock ran out, with where its time went: case.breached and case.resolution_breached once a cycle,
 * reply.approval_breached once a submission. It is when open time has passed after the deadline; on start it writes down what
 * happened while the engine was off. A case that waits for the other side without an answer of ours counts as well, as it
 * does in the figures.
 */
export function createBreachWatch(parts: Parts): WatchLoop {
  return createWatchLoop(parts, {
    name: "breach-watch",
    everyMs: lookEveryMs,
    look: async () => {
      const { settings } = await readSettings(parts.store.read);
      await recordCases(parts, settings, "response");
      await recordCases(parts, settings, "resolution");
      await recordApprovals(parts, settings);
    },
  });
}

/** Reads all that passed its moment, in lots: where the hours of one bucket are over, those of another may run. */
async function inLots<Found extends { readonly rowId: number }>(
  read: (page: ClockPage) => Promise<readonly Found[]>,
  { now, momentOf }: { readonly now: number; readonly momentOf: (found: Found) => number | null },
  work: (found: readonly Found[], page: ClockPage) => Promise<void>,
): Promise<void> {
  let after: ClockPlace | null = null;
  for (;;) {
    const page: ClockPage = { now, limit: lot, after };
    const found = await read(page);
    const last = found.at(-1);
    if (!last) return;
    await work(found, page);
    if (found.length < lot) return;
    after = { at: momentOf(last) ?? now, rowId: last.rowId };
    await new Promise(setImmediate);
  }
}

export function dueOf({ state }: Pick<CaseRecord, "state">, clock: CaseClock): number | null {
  return clock === "response" ? state.dueAt : state.resolutionDueAt;
}

async function recordCases(parts: Parts, settings: Settings, clock: CaseClock): Promise<void> {
  const now = parts.clock.now();
  const read = (db: Db, page: ClockPage) => casesAtMoment(db, { ...page, of: "breach", clock });
  const isPastDue = (record: CaseRecord) =>
    isLate({ dueAt: dueOf(record, clock), at: now, calendar: calendarOf(settings, record.state.bucket) });
  const momentOf = (record: CaseRecord) => dueOf(record, clock);
  await inLots(
    (page) => read(parts.store.read, page),
    { now, momentOf },
    async (found, page) => {
      if (!found.some(isPastDue)) return;
      await runEngineAct(parts, { topics }, async (act) => {
        // Read again inside the transaction: somebody may have answered since.
        const late = (await read(act.trx, page)).filter(isPastDue);
        const causes = await causeOfCase(act.trx, late, { clock, settings, now });
        await changeCases(
          act,
          late.map((record) => ({
            record,
            kind: clock === "response" ? "case.breached" : "case.resolution_breached",
            state: breachCase(record.state, clock, act.at),
            says: {
              // The line of a log shows `dueAt` as the deadline of the answer.
              [clock === "response" ? "dueAt" : "resolutionDueAt"]: dueOf(record, clock),
              cause: causes.get(record.rowId) ?? null,
            },
          })),
        );
      });
    },
  );
}

async function recordApprovals(parts: Parts, settings: Settings): Promise<void> {
  const now = parts.clock.now();
  const isPastDue = ({ dueAt, bucket }: ApprovalClock) =>
    isLate({ dueAt, at: now, calendar: calendarOf(settings, bucket) });
  const read = (db: Db, page: ClockPage) => approvalsAtMoment(db, { ...page, of: "breach" });
  await inLots(
    (page) => read(parts.store.read, page),
    { now, momentOf: ({ dueAt }) => dueAt },
    async (found, page) => {
      if (!found.some(isPastDue)) return;
      await runEngineAct(parts, { topics }, async (act) => {
        for (const clock of (await read(act.trx, page)).filter(isPastDue)) {
          await updateApprovalClock(act.trx, clock.rowId, { breached_at: act.at });
          await act.record({
            kind: "reply.approval_breached",
            subjectId: clock.replyId,
            cycle: clock.cycle,
            payload: {
              storyId: clock.storyId,
              approvalDueAt: clock.dueAt,
              cause: await causeOfApproval(act.trx, clock, { settings, now }),
            },
          });
        }
      });
    },
  );
}
