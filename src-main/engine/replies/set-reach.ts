import { Refusal } from "../../contract/refusal.ts";
import type { Act } from "../commands.ts";
import type { CallPerson } from "../handlers.ts";
import { contactsByRow } from "../store/contact.ts";
import { reachOfContacts, writeReach } from "../store/reach.ts";
import { findAnsweredCase } from "../store/reply-case.ts";
import { findReplies } from "../store/reply.ts";
import { holdBackLacking } from "./hold-back.ts";

const mayLower = ["corpcomm", "legal", "lead", "admin"] as const;

/**
 * Writes down how many people the author of a story reaches. Since a high reach asks for a second look, only who may
 * approve, or leads, makes it less. Refusals: not-found, reach-only-raised.
 */
export async function setReach(
  act: Act,
  { storyId, followers }: { readonly storyId: string; readonly followers: number | null },
  person: CallPerson,
): Promise<Record<string, never>> {
  const answered = await findAnsweredCase(act.trx, { storyId });
  const contactRowId = answered?.contactRowId ?? null;
  const contact = contactRowId === null ? null : (await contactsByRow(act.trx, [contactRowId])).get(contactRowId);
  if (!answered || contactRowId === null || !contact) throw new Refusal("not-found", { what: "contact" });
  const known = (await reachOfContacts(act.trx, [contactRowId])).get(contactRowId) ?? null;
  const isLess = known !== null && (followers === null || followers < known.followers);
  if (isLess && !mayLower.some((role) => person.roles.includes(role))) throw new Refusal("reach-only-raised");
  const told = { source: "by_hand", at: act.at, setByRowId: person.rowId };
  await writeReach(act.trx, contactRowId, followers === null ? null : { followers, ...told });
  await act.record({
    kind: "contact.reach_set",
    subjectId: contact.id,
    payload: { name: contact.name, followers, before: known?.followers ?? null },
  });
  await holdBackLacking(act, await findReplies(act.trx, { caseRowId: answered.rowId }));
  return {};
}
