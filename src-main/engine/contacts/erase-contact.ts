import type { Output, Parsed } from "../../contract/methods.ts";
import { Refusal } from "../../contract/refusal.ts";
import type { Said } from "../../contract/values.ts";
import type { Erasure } from "../../domain/crm/interaction.ts";
import { oneLine } from "../../domain/text/safe-text.ts";
import { runCommand } from "../commands.ts";
import type { Act } from "../commands.ts";
import { newKey } from "../crm/queue-interaction.ts";
import type { Call } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { contactById } from "../store/contact.ts";
import type { Contact } from "../store/contact.ts";
import { countErasure, eraseProfile } from "../store/contact-erase.ts";
import { insertDelivery } from "../store/delivery.ts";
import { eraseLines, knownAtRemoved, knownThere } from "../store/delivery-erase.ts";
import type { KnownThere } from "../store/delivery-erase.ts";
import type { Db } from "../store/open.ts";

/** Why a line of an erased contact never left. */
const erased: Said = { code: "crm.erased", params: {} };

/** What erasing a contact would take away and leave; also of one that was taken off the list. Refusal: not-found. */
export async function previewErasure(
  db: Db,
  { id }: Parsed<"contacts.previewErase">,
): Promise<Output<"contacts.previewErase">> {
  const contact = await erasable(db, id);
  const { mentions, cases, replies, caseNotes, ...goes } = await countErasure(db, contact.rowId);
  const known = await knownThere(db, contact.rowId);
  const targets = [...Map.groupBy(known, ({ targetRowId }) => targetRowId).values()].map((parts) => ({
    name: parts[0]?.target ?? "",
    records: parts.reduce((sum, { keys }) => sum + keys.length, 0),
    waiting: parts.reduce((sum, { waiting }) => sum + waiting, 0),
  }));
  const { version, name } = contact;
  const removedTargets = [...(await knownAtRemoved(db, contact.rowId))];
  return {
    id,
    version,
    name,
    goes: { ...goes, targets },
    stays: { mentions, cases, replies, caseNotes, removedTargets },
  };
}

/** Erases a contact for good, here and at every target that knows them. Refusals: not-found, stale, name-differs. */
export function eraseContact(
  parts: Parts,
  { commandId, contact: seen, typed }: Parsed<"contacts.erase">,
  call: Call,
): Promise<Output<"contacts.erase">> {
  const topics = ["contacts", "case", "triage", "shift", "outbox", "status"] as const;
  return runCommand(parts, { call, method: "contacts.erase", commandId, topics }, async (act) => {
    const contact = await erasable(act.trx, seen.id);
    if (contact.version !== seen.version) throw new Refusal("stale", { what: "contact", version: contact.version });
    if (oneLine(typed) !== oneLine(contact.name)) throw new Refusal("name-differs");
    const known = await knownThere(act.trx, contact.rowId);
    const buried = await eraseLines(act.trx, contact.rowId, { says: erased, at: act.at });
    await act.record(
      ...buried.map(({ id, key }) => ({
        kind: "delivery.skipped" as const,
        subjectId: id,
        payload: { key, because: erased.code },
      })),
    );
    let targets = 0;
    for (const there of known) targets += await queueErasure(act, there);
    // The last of it, because what it is known by goes here.
    await eraseProfile(act.trx, contact.rowId, act.at);
    await act.record({ kind: "contact.erased", subjectId: contact.id, payload: { targets } });
    return { targets };
  });
}

async function erasable(db: Db, id: string): Promise<Contact> {
  const contact = await contactById(db, id);
  // Without a name it was erased before.
  if (!contact || contact.mergedInto !== null || contact.name === "")
    throw new Refusal("not-found", { what: "contact" });
  return contact;
}

/** Behind whatever of this person is on its way to the target; nothing where the target never got anything. */
async function queueErasure(act: Act, there: KnownThere): Promise<number> {
  if (there.keys.length === 0) return 0;
  const { targetRowId, caseRowId, contactKey } = there;
  const line: Erasure = {
    schema: "watchroom.erasure/1",
    key: await newKey(act),
    occurredAt: new Date(act.at).toISOString(),
    contact: { key: contactKey },
    erases: there.keys,
  };
  const id = act.newId();
  await insertDelivery(act.trx, { id, targetRowId, caseRowId, contactKey, line, at: act.at });
  await act.record({ kind: "delivery.queued", subjectId: id, payload: { key: line.key, target: there.target } });
  return 1;
}
