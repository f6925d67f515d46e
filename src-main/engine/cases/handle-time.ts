import type { CaseWork } from "../../contract/methods/cases.ts";
import { handleTimeOf, type HandleTime } from "../../domain/kpi/handle-time.ts";
import { activityOfCases, workCyclesOf } from "../store/activity.ts";
import { caseByRow } from "../store/case.ts";
import type { Db } from "../store/open.ts";
import { personRefs } from "../store/person.ts";

/** Handle time of a case: of all who worked on it, and of each. Two people at once are two at work. */
export type HandledCase = HandleTime & {
  readonly people: readonly (HandleTime & { readonly personRowId: number; readonly lastAt: number })[];
};

/** Handle time from recorded activity, by case row; a case that nobody worked on is left out. At most 10,000 cases. */
export async function handleTimes(db: Db, caseRowIds: readonly number[]): Promise<ReadonlyMap<number, HandledCase>> {
  const [activity, cycles] = await Promise.all([activityOfCases(db, caseRowIds), workCyclesOf(db, caseRowIds)]);
  const byCase = Map.groupBy(activity, ({ caseRowId }) => caseRowId);
  return new Map(
    [...byCase].map(([caseRowId, spans]) => {
      const people = [...Map.groupBy(spans, ({ personRowId }) => personRowId)].map(([personRowId, own]) => ({
        personRowId,
        ...handleTimeOf(own, cycles.get(caseRowId) ?? []),
        lastAt: Math.max(...own.map(({ to }) => to)),
      }));
      const of = (part: keyof HandleTime) => people.reduce((total, person) => total + person[part], 0);
      return [caseRowId, { people, workedMs: of("workedMs"), wrapMs: of("wrapMs") }];
    }),
  );
}

/** The work on one case as its page shows it. */
export async function readCaseWork(db: Db, caseRowId: number): Promise<Omit<CaseWork, "looksOn">> {
  const [record, handled] = await Promise.all([caseByRow(db, caseRowId), handleTimes(db, [caseRowId])]);
  const work = handled.get(caseRowId) ?? { people: [], workedMs: 0, wrapMs: 0 };
  const refs = await personRefs(
    db,
    work.people.map(({ personRowId }) => personRowId),
  );
  const isOver = record?.state.status === "resolved";
  return {
    inHandSince: isOver ? null : (record?.state.claimedAt ?? null),
    workedMs: work.workedMs,
    wrapMs: work.wrapMs,
    people: work.people
      .flatMap(({ personRowId, workedMs, wrapMs, lastAt }) => {
        const person = refs.get(personRowId);
        return person ? [{ person, workedMs, wrapMs, lastAt }] : [];
      })
      .toSorted((one, other) => other.lastAt - one.lastAt),
  };
}
