import { createHash } from "node:crypto";
import { z } from "zod";
import type { RemotePage, RemotePost, Told } from "../../ports/reply-publisher.ts";

/** A post in a list, with the moment that the list is sorted by (UTC ms). */
export type Listed = { readonly post: RemotePost; readonly at: number };
/** One page of a list, newest first. */
export type ListPage = { readonly listed: readonly Listed[]; readonly next: string | undefined };

/** Where the last reading ended: the newest moment, and the marks of the posts that were seen around it. */
const Cursor = z.object({ at: z.number(), seen: z.array(z.string()) });
type Cursor = z.infer<typeof Cursor>;

/** Posts are indexed late, and in any order. */
const overlapMs = 60 * 60_000;
/**
 * A list is sorted by the moment that a post's writer gives, unless it lies ahead: what a telephone sends whose clock is
 * days behind comes in among the old ones. It is found as long as it stands on the first page.
 */
const behindMs = 7 * 24 * 60 * 60_000;
const maxPages = 10;
const maxSeen = 1000;

/**
 * Reads a list back to where the last reading ended, or one page of it when there was none. Of more than `maxPages` in
 * one go (1,000 posts) the oldest are left out.
 */
export async function readNewer(
  cursor: string | null,
  readPage: (page: string | undefined) => Promise<Told<ListPage>>,
): Promise<Told<RemotePage>> {
  const last = readCursor(cursor);
  const from = last === null ? 0 : last.at - overlapMs;
  const pages: (readonly Listed[])[] = [];
  let next: string | undefined;
  do {
    const read = await readPage(next);
    if (!read.ok) return read;
    pages.push(read.value.listed);
    ({ next } = read.value);
    const oldest = read.value.listed.at(-1)?.at ?? Infinity;
    if (last === null || oldest < from) break;
  } while (next && pages.length < maxPages);

  const known = new Set(last?.seen);
  const late = (pages[0] ?? []).filter(({ at }) => last !== null && at >= last.at - behindMs);
  const found = [...pages.flat().filter(({ at }) => at >= from), ...late].filter(
    ({ post }) => !known.has(markOf(post)),
  );
  const posts = [...new Map(found.map((one) => [one.post.id, one])).values()]
    .toSorted((a, b) => a.at - b.at || (a.post.id < b.post.id ? -1 : 1))
    .map(({ post }) => post);
  return { ok: true, value: { posts, cursor: writeCursor(last, pages) } };
}

/** Short, because a cursor holds hundreds of them. */
const markOf = ({ id }: RemotePost): string => createHash("sha256").update(id).digest("base64url").slice(0, 10);

function writeCursor(last: Cursor | null, pages: readonly (readonly Listed[])[]): string | null {
  const listed = pages.flat();
  const at = Math.max(last?.at ?? 0, ...listed.map((one) => one.at));
  if (at === 0) return null;
  const first = new Set(pages[0]);
  const around = listed.filter((one) => first.has(one) || one.at >= at - overlapMs).map(({ post }) => markOf(post));
  // The newest stand last, where none is cut off.
  const seen = [...new Set([...around, ...(last?.seen ?? []).toReversed()])].slice(0, maxSeen).toReversed();
  return JSON.stringify({ at, seen } satisfies Cursor);
}

function readCursor(cursor: string | null): Cursor | null {
  if (cursor === null) return null;
  try {
    return Cursor.safeParse(JSON.parse(cursor)).data ?? null;
  } catch {
    return null; // not one of ours: as if nothing had been seen
  }
}
