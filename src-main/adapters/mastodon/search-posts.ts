import { z } from "zod";
import type { ConnectedAccount, RemotePage, Told } from "../../ports/reply-publisher.ts";
import type { FindParts } from "./find-post.ts";
import { Found, Statuses } from "./entities.ts";
import type { Status } from "./entities.ts";
import { describeAll } from "./read-mentions.ts";
import { postedAt, textOf } from "./remote-post.ts";
import { jsonOf, mastodonTrouble } from "./trouble.ts";

/** Posts reach a server late and in any order: so far back of the newest one is looked again. */
const overlapMs = 60 * 60_000;
/** A post is in the index after a while. */
const indexedAfterMs = 60 * 60_000;
const pageLength = 40;
const mostPages = 3;
const mostKept = 200;

/** The newest moment that was seen, and which posts were handed on since an hour before it. */
const Seen = z.object({ at: z.number(), names: z.array(z.string()) });
type Seen = z.infer<typeof Seen>;

export type SearchParts = FindParts & {
  /** Servers that were seen to search words, and those that were seen not to. */
  readonly searches: Map<string, boolean>;
};

/**
 * Posts with these words. A server without an index answers every question with nothing; whether it has one shows a
 * question for words of our own that must be found.
 */
export async function searchPosts(
  parts: SearchParts,
  account: ConnectedAccount,
  { words, cursor }: { readonly words: string; readonly cursor: string | null },
): Promise<Told<RemotePage>> {
  const seen = readSeen(cursor);
  const found = await findFresh(parts, account, { words, seen });
  if (!found.ok) return found;
  if (found.value.total === 0) {
    const able = await canSearch(parts, account);
    if (!able.ok) return able;
    if (!able.value)
      return mastodonTrouble("permanent", "no-search", { params: { host: new URL(account.server).host } });
  } else parts.searches.set(account.server, true);
  const posts = await describeAll(parts, account, found.value.fresh);
  if (!posts.ok) return posts;
  const at = Math.max(seen?.at ?? 0, ...found.value.fresh.map(postedAt));
  const names = [...(seen?.names ?? []), ...found.value.fresh.map(({ uri }) => uri)].slice(-mostKept);
  const next = seen === null && posts.value.length === 0 ? null : JSON.stringify({ at, names } satisfies Seen);
  return { ok: true, value: { posts: posts.value, cursor: next } };
}

function readSeen(cursor: string | null): Seen | null {
  if (cursor === null) return null;
  const read = Seen.safeParse(jsonOf(new TextEncoder().encode(cursor)));
  return read.success ? read.data : null;
}

async function findFresh(
  { client }: SearchParts,
  account: ConnectedAccount,
  { words, seen }: { readonly words: string; readonly seen: Seen | null },
): Promise<Told<{ readonly fresh: readonly Status[]; readonly total: number }>> {
  const fresh = new Map<string, Status>();
  const known = new Set(seen?.names);
  let total = 0;
  for (let page = 0; page < mostPages; page += 1) {
    const offset = String(page * pageLength);
    const query = { q: words, type: "statuses", limit: String(pageLength), ...(page > 0 && { offset }) };
    const told = await client.ask(account, "/api/v2/search", { query, as: Found });
    if (!told.ok) return told;
    const statuses = told.value?.statuses ?? [];
    total += statuses.length;
    const isFresh = (status: Status) =>
      !known.has(status.uri) && (seen === null || postedAt(status) > seen.at - overlapMs);
    const before = fresh.size;
    for (const status of statuses.filter(isFresh)) fresh.set(status.uri, status);
    // A page with something old in it has nothing but old ones behind it; a server may also not know `offset`.
    if (statuses.length < pageLength || fresh.size - before < statuses.length) break;
  }
  return { ok: true, value: { fresh: [...fresh.values()].toReversed(), total } };
}

/** Unless something of ours could be asked for, it stays open and counts as able. */
async function canSearch(parts: SearchParts, account: ConnectedAccount): Promise<Told<boolean>> {
  const { client, searches, now } = parts;
  const known = searches.get(account.server);
  if (known !== undefined) return { ok: true, value: known };
  const path = `/api/v1/accounts/${encodeURIComponent(account.remoteId)}/statuses`;
  const own = await client.ask(account, path, { query: { limit: "40", exclude_reblogs: "true" }, as: Statuses });
  if (!own.ok) return own;
  const word = (own.value ?? [])
    .filter((status) => status.visibility === "public" && postedAt(status) < now() - indexedAfterMs)
    .flatMap((status) => longestWord(textOf(status)) ?? [])
    .at(-1);
  if (word === undefined) return { ok: true, value: true };
  const query = { q: word, type: "statuses", limit: "1", account_id: account.remoteId };
  const told = await client.ask(account, "/api/v2/search", { query, as: Found });
  if (!told.ok) return told;
  const isAble = (told.value?.statuses.length ?? 0) > 0;
  searches.set(account.server, isAble);
  return { ok: true, value: isAble };
}

/** Of letters alone: no handle, no link, nothing that a search reads as an operator. */
function longestWord(text: string): string | undefined {
  const words = text.split(/\s+/).filter((word) => /^\p{L}{4,}$/u.test(word));
  return words.toSorted((one, other) => other.length - one.length)[0];
}
