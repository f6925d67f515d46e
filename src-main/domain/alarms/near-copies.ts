import type { Network } from "../../contract/values.ts";
import { createNearTextIndex } from "../stories/near-text-index.ts";
import { isPublisher, printOf, repostOf } from "../stories/near-text.ts";

/** A post of an alarm's window. `author` names one author across posts; null where the place tells nobody apart. */
export type WindowPost = {
  readonly rowId: number;
  readonly sourceId: number;
  readonly network: Network;
  readonly author: string | null;
  readonly isNewAuthor: boolean;
  readonly title: string | null;
  readonly text: string;
  readonly publishedAt: number;
  readonly seenAt: number;
};

/** Posts of different people that say nearly the same. */
export type Cluster = {
  readonly posts: readonly WindowPost[];
  readonly authors: number;
  readonly newAuthors: number;
};

/**
 * Groups of at least two authors who say nearly the same, largest first. The press and those who pass a post on under its
 * author's name copy by trade: they are left out.
 */
export function nearCopies(posts: readonly WindowPost[]): readonly Cluster[] {
  const index = createNearTextIndex();
  const groups = new Map<number, number>();
  const headOf = (rowId: number): number => {
    let head = rowId;
    for (let next = groups.get(head); next !== undefined && next !== head; next = groups.get(head)) head = next;
    return head;
  };
  for (const post of posts) {
    const reposts = repostOf(post.text);
    if (isPublisher(post) || reposts !== null) continue;
    const print = printOf(post);
    if (!print) continue;
    const { rowId, sourceId, network, publishedAt, seenAt } = post;
    for (const match of index.near(print, { publishedAt, seenAt, sourceId }))
      groups.set(headOf(match.id), headOf(rowId));
    groups.set(rowId, headOf(rowId));
    index.add(
      { id: rowId, publishedAt, seenAt, voice: { network, sourceId, author: post.author, handle: null, reposts } },
      print,
    );
  }
  const byHead = Map.groupBy(
    posts.filter(({ rowId }) => groups.has(rowId)),
    ({ rowId }) => headOf(rowId),
  );
  return [...byHead.values()]
    .map((group) => ({
      posts: group,
      authors: countAuthors(group),
      newAuthors: countAuthors(group.filter((post) => post.isNewAuthor)),
    }))
    .filter(({ authors }) => authors >= 2)
    .toSorted((a, b) => b.authors - a.authors || b.posts.length - a.posts.length);
}

/** How many people these posts are by; each of a place that tells nobody apart is one. */
export function countAuthors(posts: readonly Pick<WindowPost, "author">[]): number {
  const named = new Set(posts.flatMap(({ author }) => author ?? []));
  return named.size + posts.filter(({ author }) => author === null).length;
}
