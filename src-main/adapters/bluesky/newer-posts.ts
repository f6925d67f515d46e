import { z } from "zod";
import type { ConnectedAccount, RemotePage, RemotePost, Told } from "../../ports/reply-publisher.ts";
import { readGood } from "./records.ts";
import { PostView, postOfView } from "./remote-post.ts";
import type { Sessions } from "./sessions.ts";
import { askView } from "./view.ts";
import type { XrpcCall } from "./xrpc.ts";

/** Where the last reading ended: the newest moment (UTC ms), and the posts of the hour before it, which may still fill up. */
const Mark = z.object({ at: z.number(), ids: z.array(z.string()) });
type Mark = z.infer<typeof Mark>;
/** Posts are indexed late, and in any order. */
const overlapMs = 60 * 60_000;
const perPage = 100;
const maxPages = 10;
const maxMarked = 1000;
const ofInterest: readonly string[] = ["mention", "reply", "quote"];

type Seen = { readonly post: RemotePost; readonly at: number };
type Reading = { readonly seen: readonly Seen[]; readonly next: string | undefined };
/** One page, newest first. */
type ReadPage = (about: {
  readonly cursor: string | undefined;
  readonly since: string | null;
}) => Promise<Told<Reading>>;

/** Who named, answered or quoted us. */
export function readMentions(
  sessions: Sessions,
  account: ConnectedAccount,
  cursor: string | null,
): Promise<Told<RemotePage>> {
  return readNewer(cursor, async ({ cursor: page }) => {
    const params = { limit: perPage, reasons: ofInterest, ...(page && { cursor: page }) };
    const call = { method: "app.bsky.notification.listNotifications", params };
    return readPage(sessions, account, call, "notifications");
  });
}

/** Posts with these words, newest first as the network found them. Its search is weak: match again what comes. */
export function searchPosts(
  sessions: Sessions,
  account: ConnectedAccount,
  { words, cursor }: { readonly words: string; readonly cursor: string | null },
): Promise<Told<RemotePage>> {
  return readNewer(cursor, async ({ cursor: page, since }) => {
    const params = { q: words, sort: "latest", limit: perPage, ...(since && { since }), ...(page && { cursor: page }) };
    return readPage(sessions, account, { method: "app.bsky.feed.searchPosts", params }, "posts");
  });
}

async function readPage(
  sessions: Sessions,
  account: ConnectedAccount,
  call: XrpcCall,
  field: "notifications" | "posts",
): Promise<Told<Reading>> {
  const Page = z.object({ cursor: z.string().optional(), [field]: z.array(z.unknown()) });
  const read = readGood(await askView(sessions, account, call), Page);
  if (!read.ok) return read;
  const { cursor: next, [field]: entries } = read.value as { cursor?: string } & Record<typeof field, unknown[]>;
  return { ok: true, value: { seen: entries.flatMap(seenOf), next } };
}

/** Entries that are no posts (a like, a follow) and posts that cannot be read are passed over. */
function seenOf(entry: unknown): readonly Seen[] {
  const reason = z.object({ reason: z.string() }).safeParse(entry).data?.reason;
  if (reason !== undefined && !ofInterest.includes(reason)) return [];
  const read = PostView.safeParse(entry);
  const at = Date.parse(read.data?.indexedAt ?? "");
  return read.success && !Number.isNaN(at) ? [{ post: postOfView(read.data), at }] : [];
}

/**
 * Reads back to the mark, or one page when there is none. More than `maxPages` in one go (1,000 posts) leaves the
 * oldest of them out.
 */
async function readNewer(cursor: string | null, readPage_: ReadPage): Promise<Told<RemotePage>> {
  const mark = markOf(cursor);
  const from = mark === null ? 0 : mark.at - overlapMs;
  const since = mark === null ? null : new Date(from).toISOString();
  const seen: Seen[] = [];
  let page: string | undefined;
  for (let count = 0; count < (mark === null ? 1 : maxPages); count += 1) {
    const read = await readPage_({ cursor: page, since });
    if (!read.ok) return read;
    seen.push(...read.value.seen);
    page = read.value.next;
    const oldest = read.value.seen.at(-1)?.at;
    if (!page || (oldest !== undefined && oldest < from)) break;
  }
  const known = new Set(mark?.ids);
  const fresh = new Map(
    seen.filter(({ at, post }) => at >= from && !known.has(post.id)).map((one) => [one.post.id, one]),
  );
  const posts = [...fresh.values()].toSorted((a, b) => a.at - b.at || (a.post.id < b.post.id ? -1 : 1));
  return { ok: true, value: { posts: posts.map(({ post }) => post), cursor: nextMark(mark, seen) } };
}

function nextMark(mark: Mark | null, seen: readonly Seen[]): string | null {
  const at = Math.max(mark?.at ?? 0, ...seen.map((one) => one.at));
  if (at === 0) return null;
  const before = mark !== null && at - mark.at < overlapMs ? mark.ids : [];
  const now = seen.filter((one) => one.at >= at - overlapMs).map(({ post }) => post.id);
  return JSON.stringify({ at, ids: [...new Set([...before, ...now])].slice(-maxMarked) } satisfies Mark);
}

function markOf(cursor: string | null): Mark | null {
  if (cursor === null) return null;
  try {
    return Mark.safeParse(JSON.parse(cursor)).data ?? null;
  } catch {
    return null; // not one of ours: as if nothing had been seen
  }
}
