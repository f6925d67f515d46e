import type { CaseClock } from "../../domain/cases/transitions.ts";
import { warnCase } from "../../domain/cases/transitions.ts";
import { differenceOf } from "../../domain/cases/case-state.ts";
import { runEngineAct } from "../commands.ts";
import type { Parts } from "../parts.ts";
import { approvalsAtMoment, updateApprovalClock } from "../store/approval-clock.ts";
import { casesAtMoment, markWarned } from "../store/case-clock.ts";
import { dueOf } from "./breach-watch.ts";
import { createWatchLoop, type WatchLoop } from "./watch-loop.ts";

const lookEveryMs = 15_000;
const lot = 200;

const topics = ["case"] as const;

/**
 * Writes down once that three quarters of a target have passed: case.warned and case.resolution_warned once a cycle,
 * reply.approval_warned once a submission. What has run out already is not warned of.
 */
export function createWarnWatch(parts: Parts): WatchLoop {
  return createWatchLoop(parts, {
    name: "warn-watch",
    everyMs: lookEveryMs,
    look: async () => {
      const lots = [
        () => warnOfCases(parts, "response"),
        () => warnOfCases(parts, "resolution"),
        () => warnOfApprovals(parts),
      ];
      for (const warnOfLot of lots) while (await warnOfLot()) await new Promise(setImmediate);
    },
  });
}

/** Writes down one lot; true when there may be more. */
async function warnOfCases(parts: Parts, clock: CaseClock): Promise<boolean> {
  const find = { of: "warning", clock, now: parts.clock.now(), limit: lot } as const;
  const found = await casesAtMoment(parts.store.read, find);
  if (found.length === 0) return false;
  await runEngineAct(parts, { topics }, async (act) => {
    const records = await casesAtMoment(act.trx, find);
    await markWarned(act.trx, { caseRowIds: records.map(({ rowId }) => rowId), clock, at: act.at });
    await act.record(
      ...records.map(({ id, storyId, state }) => ({
        kind: clock === "response" ? ("case.warned" as const) : ("case.resolution_warned" as const),
        subjectId: id,
        cycle: state.cycle,
        payload: {
          story: storyId,
          [clock === "response" ? "dueAt" : "resolutionDueAt"]: dueOf({ state }, clock),
          ...differenceOf(state, warnCase(state, clock, act.at)),
        },
      })),
    );
  });
  return found.length === lot;
}

async function warnOfApprovals(parts: Parts): Promise<boolean> {
  const find = { of: "warning", now: parts.clock.now(), limit: lot } as const;
  const found = await approvalsAtMoment(parts.store.read, find);
  if (found.length === 0) return false;
  await runEngineAct(parts, { topics: [...topics, "approvals"] }, async (act) => {
    for (const clock of await approvalsAtMoment(act.trx, find)) {
      await updateApprovalClock(act.trx, clock.rowId, { warned_at: act.at });
      await act.record({
        kind: "reply.approval_warned",
        subjectId: clock.replyId,
        cycle: clock.cycle,
        payload: { storyId: clock.storyId, approvalDueAt: clock.dueAt },
      });
    }
  });
  return found.length === lot;
}
