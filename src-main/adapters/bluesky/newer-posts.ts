import { z } from "zod";
import type { ConnectedAccount, RemotePage, Told } from "../../ports/reply-publisher.ts";
import { readNewer } from "./read-newer.ts";
import type { Listed, ListPage } from "./read-newer.ts";
import { readGood } from "./records.ts";
import { PostView, postOfView } from "./remote-post.ts";
import type { Sessions } from "./sessions.ts";
import { askView } from "./view.ts";

const perPage = 100;
const ofInterest: readonly string[] = ["mention", "reply", "quote"];

const Notifications = z.object({ cursor: z.string().optional(), notifications: z.array(z.unknown()) });
const Hits = z.object({ cursor: z.string().optional(), posts: z.array(z.unknown()) });

/** Who named, answered or quoted us. */
export function readMentions(
  sessions: Sessions,
  account: ConnectedAccount,
  cursor: string | null,
): Promise<Told<RemotePage>> {
  return readNewer(cursor, async (page) => {
    const params = { limit: perPage, reasons: ofInterest, ...(page && { cursor: page }) };
    const call = { method: "app.bsky.notification.listNotifications", params };
    const read = readGood(await askView(sessions, account, call), Notifications);
    return read.ok ? pageOf(read.value.notifications, read.value.cursor) : read;
  });
}

/** Posts with these words, newest first as the network found them. Its search is weak: match again what comes. */
export function searchPosts(
  sessions: Sessions,
  account: ConnectedAccount,
  { words, cursor }: { readonly words: string; readonly cursor: string | null },
): Promise<Told<RemotePage>> {
  return readNewer(cursor, async (page) => {
    const params = { q: words, sort: "latest", limit: perPage, ...(page && { cursor: page }) };
    const read = readGood(await askView(sessions, account, { method: "app.bsky.feed.searchPosts", params }), Hits);
    return read.ok ? pageOf(read.value.posts, read.value.cursor) : read;
  });
}

const pageOf = (entries: readonly unknown[], next: string | undefined): Told<ListPage> => ({
  ok: true,
  value: { listed: entries.flatMap(listedOf), next },
});

/** Entries that are no posts (a like, a follow) and posts that cannot be read are passed over. */
function listedOf(entry: unknown): readonly Listed[] {
  const reason = z.object({ reason: z.string() }).safeParse(entry).data?.reason;
  if (reason !== undefined && !ofInterest.includes(reason)) return [];
  const read = PostView.safeParse(entry);
  const at = Date.parse(read.data?.indexedAt ?? "");
  return read.success && !Number.isNaN(at) ? [{ post: postOfView(read.data), at }] : [];
}
