import type { Erasure } from "../../domain/crm/interaction.ts";
import type { CrmRecord, CrmTold } from "../../ports/crm-connector.ts";
import {
  forgetComplaint,
  handOverContact,
  isShared,
  keepRemote,
  remoteComplaint,
  remoteContact,
} from "../store/crm-record.ts";
import { deliveriesByKey } from "../store/delivery.ts";
import type { Delivery } from "../store/delivery.ts";
import { aboutOf, known, note } from "./record-frame.ts";
import type { RecordFrame } from "./record-frame.ts";

export type Erased = {
  /** The contact was there before us: the person who owns it decides. */
  readonly staysTheirs: boolean;
  /** It was known at another address of the target, and nobody is found at this one. */
  readonly isNowhere: boolean;
};

/**
 * Removes from a CRM what the desk wrote about a person, and forgets here what it is called there. A contact that stands
 * there for another reference of ours too goes with the last of them.
 */
export async function eraseRecords<Config>(frame: RecordFrame<Config>, line: Erasure): Promise<CrmTold<Erased>> {
  const { connector, config, parts, target } = frame;
  const targetRowId = target.rowId;
  const of = { targetRowId, contactKey: line.contact.key };
  const written = await deliveriesByKey(parts.store.read, { targetRowId, keys: line.erases });
  const caseRowIds = [...new Set(written.map(({ caseRowId }) => caseRowId))];
  const complaints = await takeComplaints(frame, { written, caseRowIds });
  if (!complaints.ok) return complaints;
  const contact = await takeContact(frame, line);
  if (!contact.ok) return contact;
  const interactions = await takeInteractions(frame, { written, contact: contact.value?.record ?? null });
  if (!interactions.ok) return interactions;
  const record = contact.value?.record ?? null;
  const isOurs = contact.value?.isOurs ?? false;
  const staysShared = record !== null && (await isShared(parts.store.read, { ...of, recordId: record.id }));
  const told = await connector.erase(
    config,
    {
      contact: isOurs && !staysShared ? record : null,
      complaints: complaints.value,
      interactions: interactions.value,
    },
    aboutOf(frame),
  );
  if (!told.ok) return told;
  await note(frame, async (act) => {
    await handOverContact(act.trx, { ...of, recordId: record?.id ?? null, isOurs });
    for (const caseRowId of caseRowIds) await forgetComplaint(act.trx, { targetRowId, caseRowId });
    for (const { rowId } of written) await keepRemote(act.trx, rowId, null);
  });
  return known({ staysTheirs: record !== null && !isOurs && !staysShared, isNowhere: contact.value?.record === null });
}

type Contact = { readonly record: CrmRecord | null; readonly isOurs: boolean };

/** The contact as stored; one whose making was begun, or that was known at another address, is looked for. */
async function takeContact<Config>(frame: RecordFrame<Config>, line: Erasure): Promise<CrmTold<Contact | null>> {
  const { connector, config, parts, target } = frame;
  const { key } = line.contact;
  const stored = await remoteContact(parts.store.read, { targetRowId: target.rowId, contactKey: key });
  if (stored?.record) return known({ record: stored.record, isOurs: stored.isOurs });
  const nobody = { key, name: null, handle: null, emails: [], phones: [] };
  const found = await connector.findContact(config, nobody, aboutOf(frame));
  if (!found.ok) return found;
  // Not known here, as after a backup was brought back: who made it is not known either, and its owner is asked.
  const isOurs = stored?.isOurs ?? false;
  if (found.value === null && (!stored || isOurs)) return known(null);
  return known({ record: found.value, isOurs });
}

/** The complaints of the cases as stored; one whose making may have got no answer is looked for. */
async function takeComplaints<Config>(
  frame: RecordFrame<Config>,
  { written, caseRowIds }: { readonly written: readonly Delivery[]; readonly caseRowIds: readonly number[] },
): Promise<CrmTold<readonly CrmRecord[]>> {
  const { connector, config, parts, target } = frame;
  const records: CrmRecord[] = [];
  for (const caseRowId of caseRowIds) {
    const stored = await remoteComplaint(parts.store.read, { targetRowId: target.rowId, caseRowId });
    if (stored) records.push(stored);
    const ofCase = written.find((one) => one.caseRowId === caseRowId && one.remoteId === null);
    const mayBeThere = !stored && ofCase?.line.schema === "watchroom.interaction/1" && ofCase.line.case.isComplaint;
    if (!mayBeThere || !(connector.complaints?.(config) ?? false)) continue;
    const found = await connector.findComplaint(config, ofCase.line, aboutOf(frame));
    if (!found.ok) return found;
    if (found.value) records.push(found.value);
  }
  return known(records);
}

/** What arrived under these keys; what may have arrived is looked for. */
async function takeInteractions<Config>(
  frame: RecordFrame<Config>,
  { written, contact }: { readonly written: readonly Delivery[]; readonly contact: CrmRecord | null },
): Promise<CrmTold<readonly CrmRecord[]>> {
  const { connector, config } = frame;
  const records = new Map<string, CrmRecord>();
  for (const { line, remoteId: id, remoteUrl: url } of written) {
    if (id !== null) records.set(id, { id, url });
    const mayHaveArrived = id === null && contact !== null;
    if (!mayHaveArrived || line.schema !== "watchroom.interaction/1") continue;
    const found = await connector.findInteraction(config, line, { ...aboutOf(frame), contact, complaint: null });
    if (!found.ok) return found;
    if (found.value) records.set(found.value.id, found.value);
  }
  return known([...records.values()]);
}
