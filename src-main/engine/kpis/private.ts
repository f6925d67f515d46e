import type { KpiName } from "../../contract/methods/kpis.ts";
import type { JudgedCycle } from "../../domain/kpi/judged-cycle.ts";
import { percentOf } from "../../domain/kpi/statistics.ts";
import { isPublic } from "../../domain/private-path/path.ts";
import { completedWithinMs } from "../../domain/private-path/rate.ts";
import { invitations } from "../store/kpi-approval.ts";
import type { Db } from "../store/open.ts";
import type { Figures } from "./figure-set.ts";
import type { ReadyScope } from "./scope.ts";

type Stage = "not_invited" | "completed" | "missed" | "open";
export type Complaint = { readonly judged: JudgedCycle; readonly stage: Stage };

const stages: Readonly<Record<string, readonly Stage[]>> = {
  complaints: ["not_invited", "completed", "missed", "open"],
  invited: ["completed", "missed", "open"],
  completed: ["completed"],
  missed: ["missed"],
  open: ["open"],
};

/** Complaints are the cycles in care of the cohort that were public and that an answer was owed to. */
async function readComplaints(
  db: Db,
  scope: ReadyScope,
  cohort: readonly JudgedCycle[],
): Promise<readonly Complaint[]> {
  const invited = await invitations(db, { from: scope.from, to: scope.asOf });
  const paths = Map.groupBy(invited, ({ caseRowId }) => caseRowId);
  return cohort
    .filter((one) => one.class !== "excluded" && one.cycle.bucket === "care")
    .filter(({ cycle: { network } }) => network === null || isPublic(network))
    .map((judged) => {
      const path = paths.get(judged.cycle.caseRowId)?.find(({ cycle }) => cycle === judged.cycle.cycle);
      return { judged, stage: path ? stageOf(path, scope.asOf) : "not_invited" };
    });
}

/** An invitation that can still be followed in time is neither completed nor missed. */
function stageOf({ invitedAt, confirmedAt }: { invitedAt: number; confirmedAt: number | null }, asOf: number): Stage {
  if (confirmedAt !== null && confirmedAt <= asOf && confirmedAt - invitedAt <= completedWithinMs) return "completed";
  return asOf - invitedAt > completedWithinMs || (confirmedAt !== null && confirmedAt <= asOf) ? "missed" : "open";
}

export async function privateFigures(db: Db, scope: ReadyScope, cohort: readonly JudgedCycle[]): Promise<Figures> {
  const complaints = await readComplaints(db, scope, cohort);
  const counts: Record<Stage, number> = { not_invited: 0, completed: 0, missed: 0, open: 0 };
  for (const { stage } of complaints) counts[stage] += 1;
  const count = (part: string) => (stages[part] ?? []).reduce((sum, stage) => sum + counts[stage], 0);
  const parts = Object.fromEntries(Object.keys(stages).map((part) => [part, count(part)]));
  const judged = count("completed") + count("missed");
  const rest = { parts, also: {}, spread: [] };
  return {
    private_invited: { ...rest, value: percentOf(count("invited"), complaints.length), n: complaints.length },
    private_completed: { ...rest, value: percentOf(count("completed"), judged), n: judged },
  };
}

/** The complaints behind one of these figures, or a part of it. */
export async function complaintsOf(
  db: Db,
  scope: ReadyScope,
  { cohort, kpi, part }: { cohort: readonly JudgedCycle[]; kpi: KpiName; part: string | null },
): Promise<readonly Complaint[]> {
  const base: readonly Stage[] = kpi === "private_invited" ? (stages["complaints"] ?? []) : ["completed", "missed"];
  const wanted = part === null ? base : (stages[part] ?? []);
  return (await readComplaints(db, scope, cohort)).filter(({ stage }) => wanted.includes(stage));
}
