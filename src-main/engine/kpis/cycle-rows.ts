import type { KpiName, KpiRow } from "../../contract/methods/kpis.ts";
import { excerptOf } from "../../domain/cases/excerpt.ts";
import { type CycleKpi, cycleKpis } from "../../domain/kpi/cycle-kpis.ts";
import { isCycleKpi } from "../../domain/kpi/figures-of.ts";
import type { JudgedCycle } from "../../domain/kpi/judged-cycle.ts";
import { cycleWords } from "../store/kpi-cycle.ts";
import type { Db } from "../store/open.ts";

export type Counted = { readonly counts: string; readonly value: number | null };

/** What a cycle counts as in a figure, and what length it adds. */
export function countedIn(kpi: KpiName, judged: JudgedCycle): Counted {
  if (!isCycleKpi(kpi)) return { counts: judged.class, value: null };
  const figure: CycleKpi = cycleKpis[kpi];
  return {
    counts: figure.unit === "ms" ? judged.class : (figure.classOf(judged) ?? judged.class),
    value: figure.unit === "ms" ? figure.lengthOf(judged) : null,
  };
}

/** Cycles as rows for people, in the order given; who answered is told only to those who may know. */
export async function cycleRows(
  db: Db,
  judged: readonly JudgedCycle[],
  { countedAs, namePeople }: { readonly countedAs: (one: JudgedCycle) => Counted; readonly namePeople: boolean },
): Promise<readonly KpiRow[]> {
  const words = await cycleWords(
    db,
    judged.map(({ cycle }) => cycle),
  );
  const wordsOf = new Map(words.map((one) => [`${one.caseRowId} ${one.cycle}`, one]));
  return judged.flatMap((one): KpiRow[] => {
    const { cycle } = one;
    const said = wordsOf.get(`${cycle.caseRowId} ${cycle.cycle}`);
    if (!said) return [];
    return [
      {
        kind: "cycle",
        id: said.id,
        storyId: said.storyId,
        cycle: cycle.cycle,
        title: titleOf(said),
        bucket: cycle.bucket,
        source: said.source,
        person: namePeople ? said.person : null,
        ...countedAs(one),
        resolution: cycle.resolution,
        queuedAt: cycle.queuedAt,
        dueAt: one.calendar ? cycle.dueAt : cycle.queuedAt + cycle.targetMs,
        firstResponseAt: cycle.firstResponseAt,
        resolvedAt: cycle.resolvedAt,
      },
    ];
  });
}

/** The headline, or how the post begins. */
export function titleOf({ title, text }: { readonly title: string | null; readonly text: string | null }): string {
  return title ?? excerptOf(text ?? "", []).excerpt;
}
