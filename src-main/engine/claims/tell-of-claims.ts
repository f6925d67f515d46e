import type { Act } from "../commands.ts";
import type { Call } from "../handlers.ts";
import type { CaseRecord } from "../store/case.ts";
import { insertClaimNotices } from "../store/claim-notice.ts";
import type { NewClaimNotice } from "../store/claim-notice.ts";
import type { Person } from "../store/person.ts";

type Told = {
  readonly records: readonly CaseRecord[];
  readonly people: ReadonlyMap<string, Pick<Person, "rowId">>;
  readonly toId: string | null;
  readonly reason: string;
  readonly call: Call;
};

/** Notices for whoever lost cases to somebody else's act, and for whoever was given cases by somebody else. */
export async function tellOfClaims(act: Act, { records, people, toId, reason, call }: Told): Promise<void> {
  const by = call.person;
  if (!by || records.length === 0) return;
  const toRowId = people.get(toId ?? "")?.rowId ?? null;
  const frame = { byRowId: by.rowId, toRowId, reason, batchId: act.batchId, at: act.at };
  const lost = Map.groupBy(
    records.filter(({ state }) => state.owner !== null && state.owner !== by.id && people.has(state.owner)),
    ({ state }) => people.get(state.owner ?? "")?.rowId ?? 0,
  );
  const notices: NewClaimNotice[] = [...lost].map(([personRowId, taken]) => ({
    ...frame,
    ...{ id: act.newId(), kind: "taken", personRowId, caseRowId: taken[0]?.rowId ?? 0, cases: taken.length },
  }));
  const [first] = records;
  if (first && toRowId !== null && toId !== by.id)
    notices.push({
      ...frame,
      ...{ id: act.newId(), kind: "given", personRowId: toRowId, caseRowId: first.rowId, cases: records.length },
    });
  await insertClaimNotices(act.trx, notices);
}
