import type { MergePreview } from "../../contract/methods/contacts.ts";
import type { Output, Parsed } from "../../contract/methods.ts";
import { Refusal } from "../../contract/refusal.ts";
import { conflictsBetween, mergedFacts, withoutMerge } from "../../domain/contacts/merge.ts";
import type { MergeFacts } from "../../domain/contacts/merge.ts";
import { showPhone } from "../../domain/contacts/phone.ts";
import { runCommand } from "../commands.ts";
import type { Act } from "../commands.ts";
import type { Call } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { changeContact, contactsByRow, reachOfOne } from "../store/contact.ts";
import type { Contact } from "../store/contact.ts";
import {
  insertMerge,
  laterMerges,
  markMergeUndone,
  mergeById,
  moveBack,
  moveToSurvivor,
  saveMergeBefore,
} from "../store/contact-merge.ts";
import type { Merge } from "../store/contact-merge.ts";
import { contactRows, isOnNetwork } from "../store/contact-row.ts";
import { countBelongings, forgetApart, setApart } from "../store/contact-same.ts";
import type { Db } from "../store/open.ts";
import { reasonsWith } from "./maybe-same.ts";
import { contactTopics, listedContact, seenContact } from "./save-contact.ts";

/** What a merge would do. Refusals: not-found, same-contact. */
export async function previewMerge(
  db: Db,
  { survivorId, mergedId }: Parsed<"contacts.previewMerge">,
): Promise<MergePreview> {
  if (survivorId === mergedId) throw new Refusal("same-contact");
  const survivor = await listedContact(db, survivorId);
  const merged = await listedContact(db, mergedId);
  const [ours, theirs] = [await reachOfOne(db, survivor.rowId), await reachOfOne(db, merged.rowId)];
  const [survivorRow, mergedRow] = await contactRows(db, [survivor.rowId, merged.rowId]);
  if (!survivorRow || !mergedRow) throw new Refusal("not-found", { what: "contact" });
  const [reasoned] = await reasonsWith(db, [[survivor.rowId, merged.rowId]]);
  return {
    ...{ survivor: survivorRow, merged: mergedRow },
    reasons: [...(reasoned?.reasons ?? [])],
    conflicts: [...conflictsBetween(survivor, merged)],
    gets: {
      handles: theirs.handles.filter(isOnNetwork),
      phones: theirs.phones
        .filter(({ digits }) => !ours.phones.some((known) => known.digits === digits))
        .map(({ digits }) => showPhone(digits)),
      emails: theirs.emails
        .filter(({ folded }) => !ours.emails.some((known) => known.folded === folded))
        .map(({ written }) => written),
      ...(await countBelongings(db, merged.rowId)),
    },
  };
}

/** Makes one contact part of another. Refusals: not-found, stale, same-contact. */
export async function mergeContacts(
  parts: Parts,
  { commandId, survivor: seenSurvivor, merged: seenMerged, keep }: Parsed<"contacts.merge">,
  call: Call,
): Promise<Output<"contacts.merge">> {
  return runCommand(parts, { call, method: "contacts.merge", commandId, topics: contactTopics }, async (act) => {
    if (seenSurvivor.id === seenMerged.id) throw new Refusal("same-contact");
    const survivor = await seenContact(act.trx, seenSurvivor);
    const merged = await seenContact(act.trx, seenMerged);
    const [reasoned] = await reasonsWith(act.trx, [[survivor.rowId, merged.rowId]]);
    const ours = await reachOfOne(act.trx, survivor.rowId);
    const theirs = await reachOfOne(act.trx, merged.rowId);
    const result = mergedFacts(survivor, merged, keep);
    const moved = await moveToSurvivor(act.trx, {
      survivor: { rowId: survivor.rowId, ...ours },
      merged: { rowId: merged.rowId, ...theirs },
    });
    await changeContact(act.trx, survivor.rowId, result);
    await changeContact(act.trx, merged.rowId, { mergedInto: survivor.rowId });
    const mergeId = act.newId();
    await insertMerge(act.trx, {
      ...{ id: mergeId, survivorRowId: survivor.rowId, mergedRowId: merged.rowId, at: act.at },
      ...{ byRowId: call.person?.rowId ?? null, reasons: reasoned?.reasons ?? [] },
      before: { survivor: factsOf(survivor), result, merged: { ...factsOf(merged), ...theirs }, ...moved },
    });
    const payload = { name: result.name, other: merged.name, merged: merged.id, merge: mergeId, keep };
    await act.record({ kind: "contact.merged", subjectId: survivor.id, payload });
    return { mergeId, id: survivor.id, version: survivor.version + 1 };
  });
}

function factsOf({ name, kind, organisation, town }: Contact): MergeFacts {
  return { name, kind, organisation, town };
}

/** Makes two of one again. Refusals: not-found, merge-undone, merged-meanwhile { name }. */
export async function unmergeContacts(
  parts: Parts,
  { commandId, mergeId }: Parsed<"contacts.unmerge">,
  call: Call,
): Promise<Output<"contacts.unmerge">> {
  return runCommand(parts, { call, method: "contacts.unmerge", commandId, topics: contactTopics }, async (act) => {
    const merge = await mergeById(act.trx, mergeId);
    if (!merge) throw new Refusal("not-found", { what: "merge" });
    if (merge.undoneAt !== null) throw new Refusal("merge-undone");
    const { survivor, merged } = await bothOf(act.trx, merge);
    await refuseInnerMerge(act.trx, survivor);
    await moveBack(act.trx, merge, await leaveShared(act, merge));
    await takeWordsBack(act, { merge, survivor });
    await changeContact(act.trx, merged.rowId, { ...merge.before.merged, mergedInto: null });
    await markMergeUndone(act.trx, merge.rowId, { at: act.at, byRowId: call.person?.rowId ?? null });
    const payload = { name: survivor.name, other: merge.before.merged.name, merged: merged.id, merge: mergeId };
    await act.record({ kind: "contact.unmerged", subjectId: survivor.id, payload });
    return { survivorId: survivor.id, mergedId: merged.id };
  });
}

async function bothOf(db: Db, merge: Merge): Promise<{ readonly survivor: Contact; readonly merged: Contact }> {
  const found = await contactsByRow(db, [merge.survivorRowId, merge.mergedRowId]);
  const [survivor, merged] = [found.get(merge.survivorRowId), found.get(merge.mergedRowId)];
  if (!survivor || !merged) throw new Error("a merge without its contacts");
  return { survivor, merged };
}

/** What moved on with the survivor comes back only when that merge is taken back first. */
async function refuseInnerMerge(db: Db, survivor: Contact): Promise<void> {
  if (survivor.mergedInto === null) return;
  const into = (await contactsByRow(db, [survivor.mergedInto])).get(survivor.mergedInto);
  throw new Refusal("merged-meanwhile", { name: into?.name ?? "" });
}

/**
 * A number or an address that a contact of a later merge had too stays with the survivor, and goes when that merge is taken
 * back. Answers what the survivor has from the first one alone.
 */
async function leaveShared(act: Act, merge: Merge): Promise<Pick<Merge["before"]["gained"], "phones" | "emails">> {
  let { phones, emails } = merge.before.gained;
  for (const { rowId, before } of await laterMerges(act.trx, merge)) {
    const digits = new Set(before.merged.phones.map((one) => one.digits));
    const folded = new Set(before.merged.emails.map((one) => one.folded));
    const gained = {
      ...before.gained,
      phones: [...before.gained.phones, ...phones.filter((one) => digits.has(one.digits))],
      emails: [...before.gained.emails, ...emails.filter((one) => folded.has(one.folded))],
    };
    phones = phones.filter((one) => !digits.has(one.digits));
    emails = emails.filter((one) => !folded.has(one.folded));
    await saveMergeBefore(act.trx, rowId, { ...before, gained });
  }
  return { phones, emails };
}

async function takeWordsBack(
  act: Act,
  { merge, survivor }: { readonly merge: Merge; readonly survivor: Contact },
): Promise<void> {
  const done = ({ before }: Merge) => ({ before: before.survivor, after: before.result });
  const later = await laterMerges(act.trx, merge);
  const restored = withoutMerge(factsOf(survivor), done(merge), later.map(done));
  await changeContact(act.trx, survivor.rowId, restored.now);
  for (const [at, facts] of restored.later.entries()) {
    const one = later[at];
    if (one) await saveMergeBefore(act.trx, one.rowId, { ...one.before, survivor: facts.before, result: facts.after });
  }
}

/** Remembers that two contacts are two people, or forgets it. Refusals: not-found, same-contact. */
export async function tellApart(
  parts: Parts,
  { commandId, oneId, otherId, apart }: Parsed<"contacts.tellApart">,
  call: Call,
): Promise<Output<"contacts.tellApart">> {
  return runCommand(parts, { call, method: "contacts.tellApart", commandId, topics: contactTopics }, async (act) => {
    if (oneId === otherId) throw new Refusal("same-contact");
    const one = await listedContact(act.trx, oneId);
    const other = await listedContact(act.trx, otherId);
    const pair = { one: one.rowId, other: other.rowId };
    if (apart) await setApart(act.trx, { ...pair, at: act.at, byRowId: call.person?.rowId ?? null });
    else await forgetApart(act.trx, pair);
    const kind = apart ? "contact.told_apart" : "contact.maybe_same";
    await act.record({ kind, subjectId: one.id, payload: { name: one.name, other: other.name, otherId } });
    return {};
  });
}
