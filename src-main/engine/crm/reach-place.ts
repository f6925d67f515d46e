import type { CrmPerson, Interaction } from "../../domain/crm/interaction.ts";
import type { CrmPlace, CrmRecord, CrmTold } from "../../ports/crm-connector.ts";
import { forgetComplaint, forgetContact, keepComplaint, keepContact } from "../store/crm-record.ts";
import { remoteComplaint, remoteContact } from "../store/crm-record.ts";
import { aboutOf, known, note } from "./record-frame.ts";
import type { RecordFrame } from "./record-frame.ts";

const contactOf = ({ target }: Pick<RecordFrame<never>, "target">, { key }: Pick<CrmPerson, "key">) => ({
  targetRowId: target.rowId,
  contactKey: key,
});
const complaintOf = ({ target, delivery }: Pick<RecordFrame<never>, "target" | "delivery">) => ({
  targetRowId: target.rowId,
  caseRowId: delivery.caseRowId,
});

/** The contact, and the complaint where this CRM keeps complaints and the line is one: as stored, found, or made. */
export async function reachPlace<Config>(frame: RecordFrame<Config>, line: Interaction): Promise<CrmTold<CrmPlace>> {
  const contact = await reachContact(frame, line.contact);
  if (!contact.ok) return contact;
  const hasComplaint = line.case.isComplaint && (frame.connector.complaints?.(frame.config) ?? false);
  if (!hasComplaint) return known({ contact: contact.value, complaint: null });
  const complaint = await reachComplaint(frame, { line, contact: contact.value });
  return complaint.ok ? known({ contact: contact.value, complaint: complaint.value }) : complaint;
}

async function reachContact<Config>(frame: RecordFrame<Config>, person: CrmPerson): Promise<CrmTold<CrmRecord>> {
  const { connector, config, parts } = frame;
  const of = contactOf(frame, person);
  const before = await remoteContact(parts.store.read, of);
  if (before?.record) return known(before.record);
  const found = await connector.findContact(config, person, aboutOf(frame));
  if (!found.ok) return found;
  if (found.value) return keep(frame, { person, record: found.value, isOurs: before?.isOurs ?? false });
  // From here on the one that is found may be ours: its making was begun, whatever becomes of the answer.
  await note(frame, (act) => keepContact(act.trx, { ...of, record: null, isOurs: true, at: act.at }));
  const made = await connector.createContact(config, person, aboutOf(frame));
  return made.ok ? keep(frame, { person, record: made.value, isOurs: made.value.wasThere !== true }) : made;
}

async function keep<Config>(
  frame: RecordFrame<Config>,
  { person, record, isOurs }: { readonly person: CrmPerson; readonly record: CrmRecord; readonly isOurs: boolean },
): Promise<CrmTold<CrmRecord>> {
  await note(frame, (act) => keepContact(act.trx, { ...contactOf(frame, person), record, isOurs, at: act.at }));
  return known(record);
}

async function reachComplaint<Config>(
  frame: RecordFrame<Config>,
  { line, contact }: { readonly line: Interaction; readonly contact: CrmRecord },
): Promise<CrmTold<CrmRecord>> {
  const { connector, config, parts } = frame;
  const before = await remoteComplaint(parts.store.read, complaintOf(frame));
  if (before) return known(before);
  const found = await connector.findComplaint(config, line, aboutOf(frame));
  if (!found.ok) return found;
  const told = found.value
    ? known(found.value)
    : await connector.createComplaint(config, line, { ...aboutOf(frame), contact });
  if (told.ok)
    await note(frame, (act) => keepComplaint(act.trx, { ...complaintOf(frame), record: told.value, at: act.at }));
  return told;
}

/** Whether the place of a line is known from before, and so may have gone since. */
export async function isPlaceKnown<Config>(frame: RecordFrame<Config>, line: Interaction): Promise<boolean> {
  const contact = await remoteContact(frame.parts.store.read, contactOf(frame, line.contact));
  return contact !== null && contact.record !== null;
}

/**
 * Looks again for a contact that the CRM seems to have merged or erased. Answers whether the place is another now, so that
 * one more try is worth it; when it is sure to be gone, it is forgotten, to be made anew.
 */
export async function lookAgain<Config>(
  frame: RecordFrame<Config>,
  { line, isSure }: { readonly line: Interaction; readonly isSure: boolean },
): Promise<CrmTold<boolean>> {
  const { connector, config, parts } = frame;
  const of = contactOf(frame, line.contact);
  const before = await remoteContact(parts.store.read, of);
  const found = await connector.findContact(config, line.contact, aboutOf(frame));
  if (!found.ok) return found;
  const isSame = found.value !== null && found.value.id === before?.record?.id;
  const complaint = await remoteComplaint(parts.store.read, complaintOf(frame));
  if (isSame && !(isSure && complaint)) return known(false);
  if (found.value === null && !isSure) return known(false);
  await note(frame, async (act) => {
    if (found.value === null) await forgetContact(act.trx, of);
    else if (!isSame) await keepContact(act.trx, { ...of, record: found.value, isOurs: false, at: act.at });
    await forgetComplaint(act.trx, complaintOf(frame));
  });
  return known(true);
}
