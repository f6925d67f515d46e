import type { DeskPromise } from "../../contract/methods/promises.ts";
import { isPromiseLate, promiseState } from "../../domain/cases/promise.ts";
import type { Db } from "../store/open.ts";
import { personRefs } from "../store/person.ts";
import type { PromiseRecord } from "../store/promise.ts";

/** Promises as people see them at a moment. */
export async function showPromises(
  db: Db,
  promises: readonly PromiseRecord[],
  { now }: { readonly now: number },
): Promise<DeskPromise[]> {
  const people = await personRefs(
    db,
    promises.flatMap((one) => [one.madeBy, one.ownerRowId ?? [], one.keptBy ?? [], one.withdrawnBy ?? []].flat()),
  );
  const refOf = (rowId: number | null) => (rowId === null ? null : (people.get(rowId) ?? null));
  return promises.map(({ rowId: _rowId, cycle: _cycle, ownerRowId, ...one }) => {
    const madeBy = refOf(one.madeBy);
    if (!madeBy) throw new Error("who makes a promise is a person");
    return {
      ...one,
      madeBy,
      owner: refOf(ownerRowId) ?? madeBy,
      keptBy: refOf(one.keptBy),
      withdrawnBy: refOf(one.withdrawnBy),
      state: promiseState(one, now),
      isLate: isPromiseLate(one, now),
    };
  });
}
