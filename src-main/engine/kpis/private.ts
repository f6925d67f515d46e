import type { KpiName } from "../../contract/methods/kpis.ts";
import { bucketCodes, type CycleColumns, networkCodes } from "../../domain/kpi/cycle-columns.ts";
import { cycleClasses } from "../../domain/kpi/judged-columns.ts";
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

type Invitation = { readonly cycle: number; readonly invitedAt: number; readonly confirmedAt: number | null };
type StageOf = (caseRowId: number, cycle: number) => Stage;

/** How far each complaint came by the instant of a scope. */
async function readStages(db: Db, { from, asOf }: ReadyScope): Promise<StageOf> {
  const paths = Map.groupBy<number, Invitation & { readonly caseRowId: number }>(
    await invitations(db, { from, to: asOf }),
    ({ caseRowId }) => caseRowId,
  );
  if (paths.size === 0) return () => "not_invited";
  return (caseRowId, cycle) => {
    const path = paths.get(caseRowId)?.find((one) => one.cycle === cycle);
    return path ? stageOf(path, asOf) : "not_invited";
  };
}

/** Complaints are the cycles in care of the cohort that were public and that an answer was owed to. */
function isComplaint({ class: counted, cycle: { bucket, network } }: JudgedCycle): boolean {
  return counted !== "excluded" && bucket === "care" && (network === null || isPublic(network));
}

/** An invitation that can still be followed in time is neither completed nor missed. */
function stageOf({ invitedAt, confirmedAt }: { invitedAt: number; confirmedAt: number | null }, asOf: number): Stage {
  if (confirmedAt !== null && confirmedAt <= asOf && confirmedAt - invitedAt <= completedWithinMs) return "completed";
  return asOf - invitedAt > completedWithinMs || (confirmedAt !== null && confirmedAt <= asOf) ? "missed" : "open";
}

const care = bucketCodes.indexOf("care");
const excluded = cycleClasses.indexOf("excluded");
const isPublicCode = networkCodes.map((network) => network === null || isPublic(network));

/** Counts the complaints among cycles that were judged, slice after slice: `isComplaint` over columns. */
export async function complaintCounter(db: Db, scope: ReadyScope) {
  const stage = await readStages(db, scope);
  const counts: Record<Stage, number> = { not_invited: 0, completed: 0, missed: 0, open: 0 };
  return {
    add: ({ n, bucket, network, caseRowId, cycle }: CycleColumns, classes: Uint8Array): void => {
      for (let at = 0; at < n; at += 1)
        if (classes[at] !== excluded && bucket[at] === care && isPublicCode[network[at] ?? 0] === true)
          counts[stage(caseRowId[at] ?? 0, cycle[at] ?? 0)] += 1;
    },
    figures: (): Figures => privateFigures(counts),
  };
}

function privateFigures(counts: Readonly<Record<Stage, number>>): Figures {
  const count = (part: string) => (stages[part] ?? []).reduce((sum, stage) => sum + counts[stage], 0);
  const parts = Object.fromEntries(Object.keys(stages).map((part) => [part, count(part)]));
  const [complaints, judged] = [count("complaints"), count("completed") + count("missed")];
  const rest = { parts, also: {}, spread: [] };
  return {
    private_invited: { ...rest, value: percentOf(count("invited"), complaints), n: complaints },
    private_completed: { ...rest, value: percentOf(count("completed"), judged), n: judged },
  };
}

/** Chooses, among cycles, the complaints behind one of these figures, or a part of it. */
export async function complaintChooser(
  db: Db,
  scope: ReadyScope,
  { kpi, part }: { readonly kpi: KpiName; readonly part: string | null },
): Promise<(cycles: readonly JudgedCycle[]) => readonly Complaint[]> {
  const base: readonly Stage[] = kpi === "private_invited" ? (stages["complaints"] ?? []) : ["completed", "missed"];
  const wanted = part === null ? base : (stages[part] ?? []);
  const stage = await readStages(db, scope);
  return (cycles) =>
    cycles
      .filter(isComplaint)
      .map((judged) => ({ judged, stage: stage(judged.cycle.caseRowId, judged.cycle.cycle) }))
      .filter((one) => wanted.includes(one.stage));
}

/** The complaints behind one of these figures, or a part of it, of a cohort that was read. */
export async function complaintsOf(
  db: Db,
  scope: ReadyScope,
  {
    cohort,
    ...asked
  }: { readonly cohort: readonly JudgedCycle[]; readonly kpi: KpiName; readonly part: string | null },
): Promise<readonly Complaint[]> {
  return (await complaintChooser(db, scope, asked))(cohort);
}
