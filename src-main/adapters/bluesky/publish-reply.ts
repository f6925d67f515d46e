import { z } from "zod";
import type { ConnectedAccount, Posted, Prepared, ReplyIntent, Told } from "../../ports/reply-publisher.ts";
import { findFacets } from "./find-facets.ts";
import type { FoundFacet } from "./find-facets.ts";
import { limitsOfBluesky } from "./limits.ts";
import { atUriOf, parentAddress, permalinkOf, postCollection, isDid, readAtUri } from "./post-address.ts";
import { findDid, ReplyRef } from "./read-parent.ts";
import { readPost } from "./records.ts";
import type { StoredPost } from "./records.ts";
import type { Sessions } from "./sessions.ts";
import { says, troubleOf } from "./trouble.ts";

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Whether an earlier attempt got through: the post under the reply's own key, if it says the same of the same parent. */
export async function reconcileReply(
  sessions: Sessions,
  account: ConnectedAccount,
  intent: ReplyIntent,
  prepared: Prepared,
): Promise<Told<Posted | null>> {
  const found = await readPost(sessions, account, { author: account.remoteId, key: prepared.key });
  if (!found.ok || !found.value) return found.ok ? { ok: true, value: null } : found;
  if (found.value.value.text !== intent.text || !answersParent(found.value, intent))
    return { ok: false, trouble: { class: "permanent", says: says("another-post") } };
  return { ok: true, value: postedOf(account, prepared, found.value.value) };
}

/** A permalink with a handle is known by its key alone: that is a moment in microseconds. */
function answersParent({ value }: StoredPost, intent: ReplyIntent): boolean {
  const meant = parentAddress(intent);
  const answered = value.reply && readAtUri(value.reply.parent.uri);
  if (!meant || !answered || meant.key !== answered.key) return false;
  return !isDid(meant.author) || meant.author === answered.author;
}

/**
 * Writes the reply under its own key, and only where nothing stands yet (`swapRecord: null`): the same record again
 * changes nothing, and another one is refused. What the server then finds there is read.
 */
export async function publishReply(
  sessions: Sessions,
  account: ConnectedAccount,
  intent: ReplyIntent,
  { prepared, parentRef }: { readonly prepared: Prepared; readonly parentRef: string },
): Promise<Told<Posted>> {
  const long = tooLong(intent.text);
  if (long) return { ok: false, trouble: { class: "permanent", says: long } };
  const facets = await resolveFacets(sessions, account, findFacets(intent.text));
  if (!facets.ok) return facets;
  const record = {
    $type: postCollection,
    text: intent.text,
    createdAt: prepared.createdAt,
    ...(intent.lang && { langs: [intent.lang] }),
    ...(facets.value.length > 0 && { facets: facets.value }),
    reply: ReplyRef.parse(JSON.parse(parentRef)),
  };
  const where = { repo: account.remoteId, collection: postCollection, rkey: prepared.key };
  const call = { method: "com.atproto.repo.putRecord", body: { ...where, swapRecord: null, record } };
  const answer = await sessions.ask(account, call);
  if (answer.kind === "shut") return { ok: false, trouble: answer.trouble };
  if (answer.kind === "refused" && answer.error === "InvalidSwap")
    return readStanding(sessions, account, intent, prepared);
  if (answer.kind !== "good") return { ok: false, trouble: troubleOf(answer, { writes: true }) };
  const uri = z.object({ uri: z.string() }).safeParse(answer.body).data?.uri;
  if (uri !== atUriOf({ author: account.remoteId, key: prepared.key }))
    return { ok: false, trouble: { class: "unknown", says: says("unreadable") } };
  return { ok: true, value: postedOf(account, prepared, record) };
}

async function readStanding(
  sessions: Sessions,
  account: ConnectedAccount,
  intent: ReplyIntent,
  prepared: Prepared,
): Promise<Told<Posted>> {
  const found = await reconcileReply(sessions, account, intent, prepared);
  if (!found.ok) return found;
  return found.value
    ? { ok: true, value: found.value }
    : { ok: false, trouble: { class: "unknown", says: says("unreadable") } };
}

function postedOf(
  { remoteId: did, handle }: ConnectedAccount,
  { key, createdAt }: Prepared,
  { text, reply }: Pick<StoredPost["value"], "text" | "reply">,
): Posted {
  return {
    id: atUriOf({ author: did, key }),
    localId: null,
    url: permalinkOf({ did, handle, key }),
    parentId: reply?.parent.uri ?? null,
    text,
    at: Date.parse(createdAt),
  };
}

function tooLong(text: string) {
  const { maxCharacters, maxBytes } = limitsOfBluesky;
  const characters = [...graphemes.segment(text)].length;
  const bytes = Buffer.byteLength(text, "utf8");
  if (characters > maxCharacters) return says("too-long", { used: characters, max: maxCharacters });
  return bytes > maxBytes ? says("too-many-bytes", { used: bytes, max: maxBytes }) : null;
}

type Facet = {
  readonly index: { readonly byteStart: number; readonly byteEnd: number };
  readonly features: readonly { readonly $type: string; readonly [field: string]: string }[];
};

/** Facets as the record has them. A handle that nobody has stays plain text; one that cannot be looked up now is trouble. */
async function resolveFacets(
  sessions: Sessions,
  account: ConnectedAccount,
  found: readonly FoundFacet[],
): Promise<Told<readonly Facet[]>> {
  const facets: Facet[] = [];
  for (const one of found) {
    const index = { byteStart: one.byteStart, byteEnd: one.byteEnd };
    const add = (kind: string, value: Readonly<Record<string, string>>) =>
      facets.push({ index, features: [{ $type: `app.bsky.richtext.facet#${kind}`, ...value }] });
    if (one.kind === "link") add("link", { uri: one.uri });
    if (one.kind === "tag") add("tag", { tag: one.tag });
    if (one.kind !== "mention") continue;
    const did = await findDid(sessions, account, one.handle);
    if (!did.ok) return did;
    if (did.value !== null) add("mention", { did: did.value });
  }
  return { ok: true, value: facets };
}
