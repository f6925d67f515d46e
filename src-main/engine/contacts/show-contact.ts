import type { Contact, ContactMoment } from "../../contract/methods/contacts.ts";
import type { Output, Parsed } from "../../contract/methods.ts";
import { Refusal } from "../../contract/refusal.ts";
import { showPhone } from "../../domain/contacts/phone.ts";
import { contactById, contactsByRow, reachOfOne } from "../store/contact.ts";
import type { Contact as StoredContact } from "../store/contact.ts";
import { casesOfContact, countCases } from "../store/contact-case.ts";
import { mergesInto } from "../store/contact-merge.ts";
import { contactRows, isOnNetwork } from "../store/contact-row.ts";
import { recordLink } from "../store/case-delivery.ts";
import { contactTimeline } from "../store/contact-timeline.ts";
import type { TimelinePlace, TimelineRow } from "../store/contact-timeline.ts";
import type { Db } from "../store/open.ts";
import { personRefs } from "../store/person.ts";
import { maybeSame } from "./maybe-same.ts";

/** A profile. Refusal: not-found. */
export async function showContact(db: Db, { id }: Parsed<"contacts.get">): Promise<Contact> {
  const contact = await survivorOf(db, id);
  const [row] = await contactRows(db, [contact.rowId]);
  if (!row) throw new Refusal("not-found", { what: "contact" });
  const { handles, phones, emails } = await reachOfOne(db, contact.rowId);
  return {
    ...row,
    handles: handles.filter(isOnNetwork),
    phones: phones.map(({ written, digits }) => ({ written, digits, shown: showPhone(digits) })),
    emails: emails.map(({ written }) => written),
    addedAt: contact.addedAt,
    removedAt: contact.removedAt,
    cases: [...(await casesOfContact(db, contact.rowId))],
    allCases: await countCases(db, contact.rowId),
    merges: (await mergesInto(db, contact.rowId)).map((merge) => ({ ...merge, reasons: [...merge.reasons] })),
    maybeSame: contact.removedAt === null ? await maybeSame(db, contact.rowId) : [],
  };
}

const mostSteps = 100;

/** The contact of an id, or the one that it became part of. Refusal: not-found. */
export async function survivorOf(db: Db, id: string): Promise<StoredContact> {
  let contact = await contactById(db, id);
  for (let step = 0; contact && contact.mergedInto !== null && step < mostSteps; step += 1)
    contact = (await contactsByRow(db, [contact.mergedInto])).get(contact.mergedInto) ?? null;
  if (!contact) throw new Refusal("not-found", { what: "contact" });
  return contact;
}

const pageLength = 50;
const longestText = 600;

/** A page of what was between a contact and us. Refusals: not-found, bad-input { field }. */
export async function showTimeline(
  db: Db,
  { id, kinds, before }: Parsed<"contacts.timeline">,
): Promise<Output<"contacts.timeline">> {
  const contact = await survivorOf(db, id);
  const asked = { contactRowId: contact.rowId, kinds, before: readPlace(before), limit: pageLength + 1 };
  const rows = await contactTimeline(db, asked);
  const shown = rows.slice(0, pageLength);
  const people = await personRefs(
    db,
    shown.flatMap(({ personRowId }) => (personRowId === null ? [] : [personRowId])),
  );
  const last = shown.at(-1);
  return {
    moments: shown.map((row): ContactMoment => {
      const { at, kind, network, place, storyId, delivery } = row;
      const by = row.personRowId === null ? null : (people.get(row.personRowId) ?? null);
      return {
        id: `${kind} ${row.id}`,
        at,
        kind,
        text: shortened(row.text, longestText),
        network,
        where: place,
        by,
        storyId,
        delivery,
        url: row.config === null ? null : recordLink(row.remoteUrl, row.config),
      };
    }),
    next: rows.length > pageLength && last ? placeOf(last) : null,
  };
}

function placeOf({ at, rank, rowId }: TimelineRow): string {
  return `${at}-${rank}-${rowId}`;
}

function readPlace(cursor: string | null): TimelinePlace | null {
  if (cursor === null) return null;
  const found = /^(-?\d{1,16})-(\d)-(\d{1,16})$/.exec(cursor);
  if (!found) throw new Refusal("bad-input", { field: "before" });
  return { at: Number(found[1]), rank: Number(found[2]), rowId: Number(found[3]) };
}

export function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
}
