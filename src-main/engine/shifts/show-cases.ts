import type { ShiftCase } from "../../contract/methods/shifts.ts";
import { isLate } from "../../domain/cases/clock.ts";
import { calendarAt } from "../../domain/cases/policy.ts";
import type { Db } from "../store/open.ts";
import { readPastHours } from "../store/past-hours.ts";
import { personRefs } from "../store/person.ts";
import { readSettings } from "../store/setting.ts";
import type { ShiftCaseRow } from "../store/shift-cases.ts";

/** Cases as a handover shows them at a moment; late by the hours that held when their clock stopped. */
export async function showCases(db: Db, rows: readonly ShiftCaseRow[], now: number): Promise<ShiftCase[]> {
  const [{ settings }, past] = [await readSettings(db), await readPastHours(db)];
  const people = await personRefs(
    db,
    rows.flatMap(({ ownerRowId }) => ownerRowId ?? []),
  );
  return rows.map(({ ownerRowId, targetMs: _target, firstResponseAt, resolvedAt, resolution: _how, ...row }) => {
    const at = firstResponseAt ?? resolvedAt ?? now;
    const calendar = calendarAt({ now: settings, past }, { bucket: row.bucket, at });
    return {
      ...row,
      owner: ownerRowId === null ? null : (people.get(ownerRowId) ?? null),
      isAnswered: firstResponseAt !== null,
      isLate: isLate({ dueAt: row.dueAt, at, calendar }),
    };
  });
}
