import type { Line } from "../../contract/methods/look-up.ts";
import { lineApprovers, lineState } from "../../domain/cases/line.ts";
import { judgeApproval } from "../../domain/replies/approval-policy.ts";
import type { Call, CallPerson } from "../handlers.ts";
import type { LineRecord } from "../store/line.ts";
import type { Db } from "../store/open.ts";
import { canAnotherApprove, personRefs } from "../store/person.ts";
import { readSettings } from "../store/setting.ts";

/** Lines as the caller sees them: how they stand now, and what the caller may do with them. */
export async function showLines(
  db: Db,
  lines: readonly LineRecord[],
  { call, now }: { readonly call: Call; readonly now: number },
): Promise<Line[]> {
  const people = await personRefs(
    db,
    lines.flatMap((line) => [line.proposedBy, line.approvedBy ?? [], line.withdrawnBy ?? []].flat()),
  );
  const refOf = (rowId: number | null) => (rowId === null ? null : (people.get(rowId) ?? null));
  const shown: Line[] = [];
  for (const line of lines) {
    const proposedBy = refOf(line.proposedBy);
    if (!proposedBy) throw new Error("the author of a line is a person");
    shown.push({
      ...{ id: line.id, version: line.version, text: line.text, state: lineState(line, now), proposedBy },
      ...{ proposedAt: line.proposedAt, expiresAt: line.expiresAt },
      ...{ approvedBy: refOf(line.approvedBy), approvedAt: line.approvedAt },
      ...{ withdrawnBy: refOf(line.withdrawnBy), withdrawnAt: line.withdrawnAt },
      cannotApprove: await whyNotApprove(db, line, { person: call.person, now }),
      mayWithdraw: mayWithdraw(line, { person: call.person, now }),
    });
  }
  return shown;
}

type Judging = { readonly person: CallPerson | null; readonly now: number };

/** Why a person cannot approve a line now; null when they can. */
export async function whyNotApprove(
  db: Db,
  line: LineRecord,
  { person, now }: Judging,
): Promise<Line["cannotApprove"]> {
  if (lineState(line, now) !== "proposed") return "line-state";
  const roles = lineApprovers(line.storyRoles);
  if (!person) return "role-cannot-approve";
  const isAuthor = person.rowId === line.proposedBy;
  const { settings } = await readSettings(db);
  const isFirmOfOne =
    isAuthor && settings.selfApproval && !(await canAnotherApprove(db, { personRowId: person.rowId, roles }));
  const authors = isAuthor ? [person.id] : [];
  const verdict = judgeApproval({ approver: person, authors, roles, selfApproval: isFirmOfOne });
  return verdict.ok ? null : verdict.because;
}

/** What is approved is taken back by those who approve; what is not, by its author too. */
export function mayWithdraw(line: LineRecord, { person, now }: Judging): boolean {
  const state = lineState(line, now);
  if (!person || state === "withdrawn" || state === "expired") return false;
  if (person.roles.includes("corpcomm") || person.roles.includes("legal")) return true;
  return state === "proposed" && person.rowId === line.proposedBy;
}
