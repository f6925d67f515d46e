import type { Parsed } from "../../contract/methods.ts";
import type { Logged } from "../../contract/methods/by-hand.ts";
import { Refusal } from "../../contract/refusal.ts";
import type { Bucket, Network } from "../../contract/values.ts";
import { readReach } from "../../domain/reach-address.ts";
import type { Act } from "../commands.ts";
import { addNote } from "../cases/work-on-case.ts";
import type { Call } from "../handlers.ts";
import { deskCountry } from "../contacts/desk-country.ts";
import { addMentions } from "../mentions/add-mentions.ts";
import { oneLine, safeText } from "../../domain/text/safe-text.ts";
import type { Understanding } from "../sources/understanding.ts";
import { casesOfStories } from "../store/case.ts";
import { setContactOfCase } from "../store/case-contact.ts";
import type { Contact, Handle } from "../store/contact.ts";
import { insertItems, nextItemRow } from "../store/item.ts";
import { markEnteredBy } from "../store/entered-by.ts";
import { insertPicture } from "../store/item-picture.ts";
import { mentionStates } from "../store/mention.ts";
import type { Say } from "../store/mention-shape.ts";
import type { Db } from "../store/open.ts";
import { readSettings } from "../store/setting.ts";
import { storiesByRow } from "../store/story.ts";
import { storiesById } from "../store/story-act.ts";
import type { StoryRecord } from "../store/story-act.ts";
import { countLive } from "../store/triage-page.ts";
import { deleteUpload, readUpload } from "../store/upload.ts";
import { resolveStories } from "../triage/handle-cases.ts";
import { cappedAt } from "../triage/run-act.ts";
import { setBucket } from "../triage/set-bucket.ts";
import { chosenContact, enterChosen, handleOfChosen } from "./attach-contact.ts";
import { byHandSource } from "./by-hand-source.ts";
import { enterContact } from "./enter-contact.ts";
import { makeItem, understandBrought } from "./make-item.ts";
import type { Brought } from "./make-item.ts";
import { readPicture } from "./picture.ts";

type Entry = Omit<Parsed<"mentions.log">, "commandId">;
type Entering = {
  readonly entry: Entry;
  readonly call: Call;
  readonly understandings: (db: Db) => Promise<Understanding>;
  readonly say: Say;
};

/** A page's clock may be a little ahead of ours. */
const mostAheadMs = 2 * 60_000;

/** Enters a mention by hand: stored, understood, counted, queued and, where it was dealt with already, closed. */
export async function logMention(act: Act, { entry, call, understandings, say }: Entering): Promise<Logged> {
  const country = deskCountry((await readSettings(act.trx)).settings);
  const chosen = await chosenContact(act, entry.contactId);
  const read = readEntry(entry, { now: act.at, country });
  const brought = chosen ? await broughtBy(act, read, chosen) : read;
  const source = await byHandSource(act, entry.kind, say);
  // After the source: a new one is a new fingerprint.
  const understanding = await understandings(act.trx);
  const understood = understandBrought(understanding, source, brought);
  const mentionId = act.newId();
  const ids = { rowId: await nextItemRow(act.trx), id: mentionId };
  const making = { source, brought, understood, key: `by-hand:${mentionId}`, backfill: false, at: act.at };
  const item = makeItem(making, ids);
  await insertItems(act.trx, [item]);
  if (call.person) await markEnteredBy(act.trx, item.rowId, call.person.rowId);
  await keepPicture(act, item.rowId, entry.picture);
  const reach = readReach(entry.reach, brought.network, country);
  if (chosen) await enterChosen(act, chosen, { reach, own: ownHandle(brought) });
  else if (reach) await enterContact(act, { reach, network: brought.network, name: brought.author });
  await addMentions(act, understanding, [{ item, understood }]);
  const storyId = await storyOf(act, item.rowId);
  await placeByHand(act, { entry, call, storyId, understanding });
  // A number may be shared: the case is that of the contact who was chosen, whoever else has the number.
  if (chosen) await setContactOfCase(act.trx, storyId, chosen.rowId);
  if (entry.dealtWith !== "") await closeAsDealtWith(act, { storyId, text: entry.dealtWith, call });
  const story = await readStory(act, storyId);
  await act.record({
    kind: "mention.logged",
    subjectId: storyId,
    payload: { kind: entry.kind, mention: mentionId, source: source.id, storyVersion: story.version },
  });
  return {
    ...{ batchId: act.batchId, storyId, mentionId, bucket: story.bucket },
    waits: await isWaiting(act, story.rowId),
    waiting: await countLive(act.trx, cappedAt),
  };
}

/** Who was chosen is who spoke, found under a handle of theirs where nobody gave a number. */
async function broughtBy(act: Act, brought: Brought, contact: Contact): Promise<Brought> {
  const author = brought.author ?? contact.name;
  return { ...brought, author, handle: brought.handle ?? (await handleOfChosen(act, contact, brought.network)) };
}

function ownHandle({ network, handle }: Brought): Handle | null {
  return handle === null ? null : { network, handle };
}

const networkOf = { call: "phone", email: "email", "walk-in": "walk-in" } as const;

/** Refusals: link-needed, bad-input { field }, future-time. */
function readEntry(entry: Entry, { now, country }: { readonly now: number; readonly country: string | null }): Brought {
  const { kind, happenedAt } = entry;
  if (happenedAt !== null && happenedAt > now + mostAheadMs) throw new Refusal("future-time");
  if (happenedAt !== null && happenedAt < Date.UTC(1995, 0, 1)) throw new Refusal("bad-input", { field: "happenedAt" });
  if (entry.dealtWith !== "" && entry.bucket === "analytics") throw new Refusal("bad-input", { field: "bucket" });
  const text = safeText(entry.text).trim();
  if (text === "") throw new Refusal("bad-input", { field: "text" });
  const network: Network = kind === "post" ? (entry.network ?? "other") : networkOf[kind];
  return {
    publishedAt: Math.min(happenedAt ?? now, now),
    author: oneLine(entry.person) || null,
    handle: readReach(oneLine(entry.reach), network, country)?.handle ?? null,
    title: oneLine(entry.title) || null,
    text,
    url: readAddress(entry),
    network,
    lang: null,
  };
}

function readAddress({ kind, url }: Entry): string | null {
  if (url === "") {
    if (kind === "post") throw new Refusal("link-needed");
    return null;
  }
  const parsed = URL.parse(url);
  const isWeb = parsed?.protocol === "https:" || parsed?.protocol === "http:";
  if (!parsed || !isWeb || parsed.username !== "" || parsed.password !== "") throw new Refusal("link-needed");
  return parsed.href;
}

async function keepPicture(act: Act, itemRowId: number, uploadId: string | null): Promise<void> {
  if (uploadId === null) return;
  const bytes = await readUpload(act.trx, uploadId);
  if (!bytes) throw new Refusal("file-gone");
  await insertPicture(act.trx, itemRowId, readPicture(bytes));
  await deleteUpload(act.trx, uploadId);
}

async function storyOf(act: Act, itemRowId: number): Promise<string> {
  const state = (await mentionStates(act.trx, [itemRowId])).get(itemRowId);
  const story = state && (await storiesByRow(act.trx, [state.storyRowId])).get(state.storyRowId);
  if (!story) throw new Error("a mention entered by hand has no story");
  return story.id;
}

async function readStory(act: Act, storyId: string): Promise<StoryRecord> {
  const [story] = await storiesById(act.trx, [storyId]);
  if (!story) throw new Error("the story of this act is gone");
  return story;
}

type Placing = {
  readonly entry: Entry;
  readonly call: Call;
  readonly storyId: string;
  readonly understanding: Understanding;
};

/** Where the person says that it belongs. What somebody dealt with was a case, wherever the rules would have put it. */
async function placeByHand(act: Act, { entry, call, storyId, understanding }: Placing): Promise<void> {
  const story = await readStory(act, storyId);
  const needsCase = entry.dealtWith !== "" && story.bucket === "analytics";
  const bucket: Bucket | null = entry.bucket ?? (needsCase ? "care" : null);
  if (bucket === null) return;
  const stories = [{ id: storyId, version: story.version }];
  await setBucket(act, { settings: understanding.settings, call, stories, bucket });
}

type DealtWith = { readonly storyId: string; readonly text: string; readonly call: Call };

async function closeAsDealtWith(act: Act, { storyId, text, call }: DealtWith): Promise<void> {
  await addNote(act, { storyId, text: safeText(text), call });
  const { version } = await readStory(act, storyId);
  await resolveStories(act, { stories: [{ id: storyId, version }], resolution: "handed_private", reason: "" });
}

async function isWaiting(act: Act, storyRowId: number): Promise<boolean> {
  const record = (await casesOfStories(act.trx, [storyRowId])).get(storyRowId);
  return record !== undefined && record.state.status !== "resolved";
}
