import { Refusal } from "../../contract/refusal.ts";
import type { Act } from "../commands.ts";
import type { CallPerson } from "../handlers.ts";
import { legalAskedBy, putIntoLegalLane, takeOutOfLegalLane } from "../store/legal-lane.ts";
import { findReplies, updateReply } from "../store/reply.ts";
import { takeReply } from "./reply-act.ts";
import type { ReplyTarget } from "./reply-act.ts";
import { holdBackLacking } from "./hold-back.ts";

/**
 * Puts the case into the legal lane: from now on legal must approve its public words, also in a draft that takes this
 * one's place, and a running hold stops. Out of it again only legal may take it, or who asked for it. Refusal: not-allowed.
 */
export async function setLegal(
  act: Act,
  target: ReplyTarget & { readonly wanted: boolean },
  person: CallPerson,
): Promise<void> {
  const reply = await takeReply(act, target, "legal");
  if (reply.about.isLegalAdded === target.wanted) return;
  if (target.wanted) {
    await putIntoLegalLane(act.trx, { caseRowId: reply.caseRowId, addedByRowId: person.rowId, at: act.at });
  } else {
    const asked = await legalAskedBy(act.trx, reply.caseRowId);
    if (!person.roles.includes("legal") && asked?.rowId !== person.rowId) throw new Refusal("not-allowed");
    await takeOutOfLegalLane(act.trx, reply.caseRowId);
  }
  await act.record({
    kind: target.wanted ? "reply.legal_added" : "reply.legal_removed",
    subjectId: reply.id,
    cycle: reply.cycle,
    payload: { storyId: reply.storyId, by: person.name },
  });
  // What somebody is about to decide has changed, whether or not the hold stops.
  await updateReply(act.trx, reply.rowId, {});
  await holdBackLacking(act, await findReplies(act.trx, { caseRowId: reply.caseRowId }));
}
