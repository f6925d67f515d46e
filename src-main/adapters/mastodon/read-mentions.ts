import type { ConnectedAccount, RemotePage, RemotePost, Told } from "../../ports/reply-publisher.ts";
import type { MastodonClient } from "./client.ts";
import { Notifications } from "./entities.ts";
import type { Status } from "./entities.ts";
import { parentNameOf } from "./known-names.ts";
import type { KnownNames } from "./known-names.ts";
import { postedAt, remotePostOf } from "./remote-post.ts";

type Parts = { readonly client: MastodonClient; readonly names: KnownNames };
type Heard = { readonly statuses: readonly Status[]; readonly cursor: string | null };

const pageLength = 40;
const mostPages = 5;

/** Notifications of mentions, which answers to us are too. The cursor is the id of the newest one. */
export async function readMentions(
  parts: Parts,
  account: ConnectedAccount,
  cursor: string | null,
): Promise<Told<RemotePage>> {
  const heard = await hear(parts, account, cursor);
  if (!heard.ok) return heard;
  const posts = await describeAll(parts, account, heard.value.statuses);
  return posts.ok ? { ok: true, value: { posts: posts.value, cursor: heard.value.cursor } } : posts;
}

async function hear({ client }: Parts, account: ConnectedAccount, cursor: string | null): Promise<Told<Heard>> {
  const statuses = new Map<string, Status>();
  let last = cursor;
  for (let page = 0; page < mostPages; page += 1) {
    const query = { "types[]": "mention", limit: String(pageLength), ...(last !== null && { min_id: last }) };
    const told = await client.ask(account, "/api/v1/notifications", { query, as: Notifications });
    if (!told.ok) return told;
    const rows = told.value ?? [];
    // Newest first. A server that does not know `min_id` shows what was seen as well: it ends there.
    const seen = rows.findIndex(({ id }) => id === last);
    const fresh = seen === -1 ? rows : rows.slice(0, seen);
    for (const { type, status } of fresh.toReversed())
      if (type === "mention" && status) statuses.set(status.id, status);
    const newest = fresh[0];
    last = newest?.id ?? last;
    // The first page of all is the newest; later ones follow the cursor upward.
    if (!newest || cursor === null || seen !== -1) break;
  }
  return { ok: true, value: { statuses: [...statuses.values()], cursor: last } };
}

/** Oldest first, each with the name of what it answers. */
export async function describeAll(
  { names }: Pick<Parts, "names">,
  account: ConnectedAccount,
  statuses: readonly Status[],
): Promise<Told<readonly RemotePost[]>> {
  for (const status of statuses) names.remember(account, status);
  const posts: RemotePost[] = [];
  for (const status of statuses.toSorted((one, other) => postedAt(one) - postedAt(other))) {
    const parent = await parentNameOf(names, account, status);
    if (!parent.ok) return parent;
    posts.push(remotePostOf(status, account, { parentId: parent.value, rootId: null }));
  }
  return { ok: true, value: posts };
}
