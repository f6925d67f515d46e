import { Refusal } from "../../contract/refusal.ts";
import type { Act } from "../commands.ts";
import type { CallPerson } from "../handlers.ts";
import { readMeanwhile } from "./meanwhile.ts";
import { listPeople } from "../store/person.ts";
import { findAnsweredCase } from "../store/reply-case.ts";
import { findReplies } from "../store/reply.ts";
import type { ReplyRecord } from "../store/reply.ts";

/** A case that somebody has is theirs to answer, as long as they work here. Refusal: not-owner { owner }. */
export async function refuseStranger(act: Act, reply: ReplyRecord, person: CallPerson): Promise<void> {
  const answered = await findAnsweredCase(act.trx, { caseRowId: reply.caseRowId });
  if (answered === null || answered.ownerRowId === null || answered.ownerRowId === person.rowId) return;
  const owner = (await listPeople(act.trx)).find(({ rowId }) => rowId === answered.ownerRowId);
  if (owner) throw new Refusal("not-owner", { owner: owner.name });
}

/**
 * Says no when the case is over, or when others did something for the same person, or they wrote again, since the draft was begun and the
 * writer has not said that they have read it. Refusals: case-resolved, answered-meanwhile { count }.
 */
export async function refuseUnread(act: Act, reply: ReplyRecord, seen: readonly string[]): Promise<void> {
  const answered = await findAnsweredCase(act.trx, { caseRowId: reply.caseRowId });
  if (answered?.status === "resolved") throw new Refusal("case-resolved");
  const unread = (await readMeanwhile(act.trx, reply)).filter(({ id }) => !seen.includes(id));
  if (unread.length > 0) throw new Refusal("answered-meanwhile", { count: unread.length });
}

/**
 * Says no when the words came too late: the case is over, a colleague's reply is being posted, or one was posted after
 * these words were last looked at (`seenAt`). Refusals: case-resolved, answered-meanwhile.
 */
export async function refuseOvertaken(act: Act, reply: ReplyRecord, seenAt: number): Promise<void> {
  const answered = await findAnsweredCase(act.trx, { caseRowId: reply.caseRowId });
  if (answered?.status === "resolved") throw new Refusal("case-resolved");
  const others = (await findReplies(act.trx, { caseRowId: reply.caseRowId })).filter((other) => other.id !== reply.id);
  const isOvertaken = others.some((other) => isLeaving(other) || (other.times.sentAt ?? 0) > seenAt);
  if (isOvertaken) throw new Refusal("answered-meanwhile");
}

const isLeaving = ({ state }: ReplyRecord): boolean => state === "handed_over" || state === "sending";
