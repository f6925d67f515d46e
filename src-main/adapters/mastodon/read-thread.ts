import type { ConnectedAccount, Thread, Told } from "../../ports/reply-publisher.ts";
import type { FindParts, Sought } from "./find-post.ts";
import { findPost } from "./find-post.ts";
import { Context, Status } from "./entities.ts";
import { parentNameOf } from "./known-names.ts";
import { postedAt, remotePostOf } from "./remote-post.ts";
import { after } from "./trouble.ts";

type Posts = Map<string, Status>;
type Parts = FindParts & { readonly account: ConnectedAccount };

const mostAbove = 20;
const mostContexts = 15;

/** Everything around a post: what its context shows, what hangs above that, and what a shallow server shows only below answers. */
export async function readThread(parts: FindParts, account: ConnectedAccount, sought: Sought): Promise<Told<Thread>> {
  const all = { ...parts, account };
  return after(await findPost(parts, account, sought), (start) => (start ? around(all, start) : gone));
}

const gone: Told<Thread> = { ok: true, value: { posts: [], isRootGone: true } };

async function around(parts: Parts, start: Status): Promise<Told<Thread>> {
  const context = await contextOf(parts, start);
  if (!context.ok) return context;
  if (context.value === null) return gone;
  const posts: Posts = new Map();
  const { ancestors, descendants } = context.value;
  for (const status of [...ancestors, start, ...descendants]) posts.set(status.id, status);
  const top = await climb(parts, posts, ancestors[0] ?? start);
  if (!top.ok) return top;
  const below = await dig(parts, posts, start);
  return below.ok ? describe(parts, posts, top.value) : below;
}

const contextOf = ({ client, account }: Parts, { id }: Status): Promise<Told<Context | null>> =>
  client.ask(account, `/api/v1/statuses/${encodeURIComponent(id)}/context`, { as: Context });

/** Goes on upward where the context ended too early. The root is gone when what it hung under is. */
async function climb(
  { client, account }: Parts,
  posts: Posts,
  from: Status,
): Promise<Told<{ readonly top: Status; readonly isRootGone: boolean }>> {
  let top = from;
  for (let step = 0; step < mostAbove && top.in_reply_to_id; step += 1) {
    const path = `/api/v1/statuses/${encodeURIComponent(top.in_reply_to_id)}`;
    const told = await client.ask(account, path, { as: Status });
    if (!told.ok) return told;
    if (told.value === null) return { ok: true, value: { top, isRootGone: true } };
    top = told.value;
    posts.set(top.id, top);
  }
  const hungUnderOne = !top.in_reply_to_id && Boolean(top.in_reply_to_account_id);
  return { ok: true, value: { top, isRootGone: hungUnderOne } };
}

/** Some servers show direct answers only: then the answers to ours, and to those that have any, are asked for one by one. */
async function dig(parts: Parts, posts: Posts, start: Status): Promise<Told<null>> {
  const asked = new Set([start.id]);
  const isDeep = [...posts.values()].some(({ in_reply_to_id: above }) => {
    const parent = posts.get(above ?? "");
    return parent !== undefined && parent.id !== start.id && parent.in_reply_to_id === start.id;
  });
  if (isDeep) return { ok: true, value: null };
  const isOpen = ({ id, replies_count: count, account }: Status) =>
    !asked.has(id) && (Boolean(count) || account.id === parts.account.remoteId) && isBelow(posts, id, start.id);
  while (asked.size <= mostContexts) {
    const next = [...posts.values()].find(isOpen);
    if (!next) break;
    asked.add(next.id);
    const told = await contextOf(parts, next);
    if (!told.ok) return told;
    for (const status of told.value?.descendants ?? []) if (!posts.has(status.id)) posts.set(status.id, status);
  }
  return { ok: true, value: null };
}

function isBelow(posts: Posts, id: string, above: string): boolean {
  const seen = new Set<string>();
  for (let at = posts.get(id)?.in_reply_to_id; at && !seen.has(at); at = posts.get(at)?.in_reply_to_id) {
    if (at === above) return true;
    seen.add(at);
  }
  return false;
}

async function describe(
  { names, account }: Parts,
  posts: Posts,
  { top, isRootGone }: { readonly top: Status; readonly isRootGone: boolean },
): Promise<Told<Thread>> {
  for (const status of posts.values()) names.remember(account, status);
  const inOrder = [...posts.values()].toSorted((one, other) => postedAt(one) - postedAt(other));
  const described: Thread["posts"][number][] = [];
  for (const status of inOrder) {
    const isTop = status.id === top.id;
    // What hung above the top is known to be gone: it is not asked for again.
    const parent = isTop ? ({ ok: true, value: null } as const) : await parentNameOf(names, account, status);
    if (!parent.ok) return parent;
    const rootId = isRootGone || isTop ? null : top.uri;
    described.push(remotePostOf(status, account, { parentId: parent.value, rootId }));
  }
  return { ok: true, value: { posts: described, isRootGone } };
}
