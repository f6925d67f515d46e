import { decodeHTML } from "entities";
import type { CrmPerson } from "../../../domain/crm/interaction.ts";
import { cutAtWord } from "../../../domain/text/cut-at-word.ts";
import { oneLine, safeText } from "../../../domain/text/safe-text.ts";
import type { CrmProfile, CrmRecord, CrmTold } from "../../../ports/crm-connector.ts";
import { after } from "../crm-trouble.ts";
import { pageOf, recordAt } from "./address.ts";
import { listOf, readRecord } from "./client.ts";
import { findPerson } from "./contacts.ts";
import { listIn, momentIn, textIn } from "./entities.ts";
import type { EspoRecord } from "./entities.ts";
import type { EspoSeat } from "./request.ts";
import { isRefusal } from "./trouble.ts";

type Entry = CrmProfile["entries"][number];

const mostEntries = 20;
const longestText = 600;

/** What is known of a contact: itself, its cases, what was posted to it, and its calls where the role shows them. */
export async function readContact(
  seat: EspoSeat,
  { record, person }: { readonly record: CrmRecord | null; readonly person: CrmPerson },
): Promise<CrmTold<CrmProfile | null>> {
  const known = record === null ? { ok: true as const, value: null } : await readRecord(seat, "Contact", record.id);
  // A record that is gone was merged into another one, or deleted: then they are looked for anew.
  const found = known.ok && known.value === null ? await findWhole(seat, person) : known;
  if (!found.ok || found.value === null) return found.ok ? { ok: true, value: null } : found;
  const contact = found.value;
  return after(await entriesOf(seat, contact.id), (entries) => ({
    ok: true,
    value: {
      record: recordAt(seat.config, "Contact", contact.id),
      name: nameOf(contact),
      emails: listIn(contact, "emailAddress"),
      phones: listIn(contact, "phoneNumber"),
      company: plain(textIn(contact, "accountName")),
      entries,
    },
  }));
}

async function findWhole(seat: EspoSeat, person: CrmPerson): Promise<CrmTold<EspoRecord | null>> {
  return after(await findPerson(seat, person), (found) =>
    found === null ? { ok: true, value: null } : readRecord(seat, "Contact", found.id),
  );
}

function nameOf(contact: EspoRecord): string | null {
  const parts = [textIn(contact, "firstName"), textIn(contact, "lastName")].filter((part) => part !== null);
  return plain(textIn(contact, "name") ?? (parts.length === 0 ? null : parts.join(" ")));
}

async function entriesOf(seat: EspoSeat, id: string): Promise<CrmTold<readonly Entry[]>> {
  const cases = await shownIn(seat, { kind: "Contact", id, link: "cases" });
  if (!cases.ok) return cases;
  const posts = await shownIn(seat, { kind: "Contact", id, link: "stream" });
  if (!posts.ok) return posts;
  const events = await eventsOf(seat, id);
  if (!events.ok) return events;
  const entries = [
    ...(cases.value ?? []).map((found) => entryOf(seat, "Case", found)),
    ...(posts.value ?? []).filter((note) => textIn(note, "type") === "Post").map((note) => entryOfPost(seat, id, note)),
    ...events.value.map((found) => entryOf(seat, textIn(found, "_scope") ?? "Call", found)),
  ];
  return { ok: true, value: entries.toSorted((one, other) => other.at - one.at).slice(0, mostEntries) };
}

/** Calls, meetings and e-mails; few roles may see them together, but the calls are a list of their own. */
async function eventsOf(seat: EspoSeat, id: string): Promise<CrmTold<readonly EspoRecord[]>> {
  const history = await shownIn(seat, { kind: "Activities/Contact", id, link: "history" });
  if (!history.ok) return history;
  if (history.value !== null) return { ok: true, value: history.value };
  return after(await shownIn(seat, { kind: "Contact", id, link: "calls" }), (calls) => ({
    ok: true,
    value: calls ?? [],
  }));
}

/** null = the role does not show it; the contact is worth knowing without it. */
async function shownIn(
  seat: EspoSeat,
  from: { readonly kind: string; readonly id: string; readonly link: string },
): Promise<CrmTold<readonly EspoRecord[] | null>> {
  const told = await listOf(seat, { ...from, right: null }, { maxSize: mostEntries });
  return !told.ok && isRefusal(told) ? { ok: true, value: null } : told;
}

const entryOf = ({ config }: EspoSeat, kind: string, found: EspoRecord): Entry => ({
  at: momentIn(found, "dateStart") ?? momentIn(found, "dateSent") ?? momentIn(found, "createdAt") ?? 0,
  title: plain(textIn(found, "name")) ?? kind,
  text: cutText(textIn(found, "description")),
  url: pageOf(config, kind, found.id),
});

const entryOfPost = ({ config }: EspoSeat, contactId: string, note: EspoRecord): Entry => ({
  at: momentIn(note, "createdAt") ?? 0,
  title: plain(textIn(note, "createdByName")) ?? "EspoCRM",
  text: cutText(textIn(note, "post")),
  url: pageOf(config, "Contact", contactId),
});

const plain = (text: string | null): string | null => (text === null ? null : oneLine(decodeHTML(text)));

const cutText = (text: string | null): string | null =>
  text === null ? null : cutAtWord(safeText(decodeHTML(text)).trim(), longestText);
