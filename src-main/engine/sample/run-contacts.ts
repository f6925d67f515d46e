import type { SampleCommand, SampleContact, SampleContent, SampleInteraction } from "../../ports/sample-content.ts";
import type { Engine } from "../engine.ts";
import type { Call } from "../handlers.ts";
import { storiesById } from "../store/story-act.ts";
import { newCommandId, storyOf } from "./replay.ts";
import type { Replay } from "./replay.ts";

type OfKind<Kind extends SampleCommand["do"]> = Extract<SampleCommand, { readonly do: Kind }>;

/** Adds everybody whom the desk knows from before; public ids, by key. */
export async function addSampleContacts(
  { handlers, parts }: Engine,
  call: Call,
  { contacts }: SampleContent,
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (const { key, name, kind, organisation, handles, phones, emails } of contacts) {
    const commandId = parts.ids.ulid(parts.clock.now());
    const reach = { handles: [...handles], phones: [...phones], emails: [...emails] };
    const { id } = await handlers["contacts.add"]({ commandId, name, kind, organisation, town: "", ...reach }, call);
    ids.set(key, id);
  }
  return ids;
}

/**
 * Logs a call, a mail or a visit with whoever it was. It is about something that stands at the desk already and goes on
 * there: what was logged is closed as the same matter, so that it is no complaint and no private contact of its own.
 */
export async function logInteraction(replay: Replay, command: OfKind<"logInteraction">, call: Call): Promise<void> {
  const { handlers } = replay.engine;
  const { contact, kind, note: text, result } = command;
  const matter = await storyOf(replay, command.item);
  const { storyId, waits } = await handlers["mentions.log"](
    {
      ...{ commandId: newCommandId(replay), kind, title: titleOf(command), text, person: "", url: "" },
      // A mail shows its address. A number may be that of two contacts: whose call it was is known without it.
      reach: kind === "email" ? (contactOf(replay, contact).emails[0] ?? "") : "",
      contactId: idOf(replay, contact),
      ...{ bucket: matter.bucket, happenedAt: null, dealtWith: "", picture: null },
    },
    call,
  );
  if (waits) await closeWith(replay, { storyId, duplicateOf: matter.id, reason: reasons[result] }, call);
  if (replay.lastTalks.get(contact) === command.at) await noteContact(replay, contact, call);
}

function titleOf({ kind, isOurs, subject }: SampleInteraction): string {
  if (!isOurs) return subject;
  return kind === "email" ? `We wrote: ${subject}` : `We called: ${subject}`;
}

const reasons: Readonly<Record<SampleInteraction["result"], string>> = {
  open: "The same matter as what they wrote; it goes on there.",
  waiting: "The same matter as what they wrote; it waits there.",
  solved: "The same matter as what they wrote; solved.",
  legal: "The same matter as what they wrote; it is with legal there.",
};

type Closing = { readonly storyId: string; readonly duplicateOf: string; readonly reason: string };

async function closeWith(replay: Replay, { storyId, duplicateOf, reason }: Closing, call: Call): Promise<void> {
  const { handlers, parts } = replay.engine;
  const stories = (await storiesById(parts.store.read, [storyId])).map(({ id, version }) => ({ id, version }));
  const ending = { resolution: "duplicate", why: null, reason, duplicateOf } as const;
  await handlers["triage.resolve"]({ commandId: newCommandId(replay), stories, ...ending }, call);
}

/** Makes those whom the desk took for two people one: what was between them and us stands together from then on. */
export async function mergeContacts(replay: Replay, command: OfKind<"mergeContacts">, call: Call): Promise<void> {
  for (const other of command.merge) {
    const survivor = await seenContact(replay, command.contact, call);
    const merged = await seenContact(replay, other, call);
    await replay.engine.handlers["contacts.merge"](
      { commandId: newCommandId(replay), survivor, merged, keep: {} },
      call,
    );
  }
}

async function seenContact(replay: Replay, key: string, call: Call) {
  const { id, version } = await replay.engine.handlers["contacts.get"]({ id: idOf(replay, key) }, call);
  return { id, version };
}

/** What the desk knows of those with whom nobody spoke: from what they wrote. */
export async function noteContacts(replay: Replay, call: Call): Promise<void> {
  for (const { key } of replay.content.contacts) if (!replay.lastTalks.has(key)) await noteContact(replay, key, call);
}

/** Whoever spoke with them last writes down what the desk knows of them. */
async function noteContact(replay: Replay, key: string, call: Call): Promise<void> {
  const { note: text } = contactOf(replay, key);
  const id = idOf(replay, key);
  await replay.engine.handlers["contacts.note"]({ commandId: newCommandId(replay), id, text }, call);
}

function contactOf({ content }: Replay, key: string): SampleContact {
  const contact = content.contacts.find((one) => one.key === key);
  if (!contact) throw new Error(`The sample has no contact ${key}`);
  return contact;
}

function idOf({ contactIds }: Replay, key: string): string {
  const id = contactIds.get(key);
  if (id === undefined) throw new Error(`The sample has no contact ${key}`);
  return id;
}
