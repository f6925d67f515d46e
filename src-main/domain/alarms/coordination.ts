import type { CoordinationSign } from "../../contract/methods/alarms.ts";
import { upperTail } from "./negative-binomial.ts";
import { countAuthors } from "./near-copies.ts";
import type { Cluster, WindowPost } from "./near-copies.ts";

/** A cluster of so many authors, which is at least this share of the posts, looks like one hand. */
const leastClusterAuthors = 4;
const leastClusterShare = 0.2;
/** From so many posts on a share says something. */
const leastPosts = 8;
const copiedShare = 0.5;
const newShare = 0.8;
/** New authors are a sign only where they are more than usual by so much certainty, against so many known posts. */
const newAuthorP = 1e-3;
const leastKnownAuthors = 30;
/** A tag or address: in this share of the posts, by so many authors, and far above what it brings usually. */
const tagShare = 0.5;
const tagP = 1e-4;

export type CoordinationOf = {
  readonly posts: readonly WindowPost[];
  readonly clusters: readonly Cluster[];
  /** Posts of the days before whose author is known, and how many of those authors were new then. */
  readonly before: { readonly authored: number; readonly isNew: number };
  /** How often a tag or address is to be expected in the window. */
  readonly usualOf: (tag: string) => number;
};

/**
 * The signs that a spike is arranged (understanding.md): a cluster of near-duplicates of at least 4 authors, much copied text,
 * mostly first-seen authors, or one hashtag or address far above its own baseline. It only ever "looks" so.
 */
export function coordinationSigns({ posts, clusters, before, usualOf }: CoordinationOf): readonly CoordinationSign[] {
  return [
    ...clusterSign(posts, clusters),
    ...copiedSign(posts, clusters),
    ...newAuthorSign(posts, before),
    ...tagSign(posts, usualOf),
  ];
}

function clusterSign(posts: readonly WindowPost[], clusters: readonly Cluster[]): readonly CoordinationSign[] {
  const [largest] = clusters;
  if (!largest || largest.authors < leastClusterAuthors) return [];
  if (largest.posts.length < posts.length * leastClusterShare) return [];
  return [{ kind: "near_copies", authors: largest.authors, posts: largest.posts.length }];
}

function copiedSign(posts: readonly WindowPost[], clusters: readonly Cluster[]): readonly CoordinationSign[] {
  const copied = clusters.reduce((sum, cluster) => sum + cluster.posts.length, 0);
  if (posts.length < leastPosts || copied < posts.length * copiedShare) return [];
  return [{ kind: "copied_text", percent: percentOf(copied, posts.length) }];
}

function newAuthorSign(posts: readonly WindowPost[], before: CoordinationOf["before"]): readonly CoordinationSign[] {
  const authored = posts.filter(({ author }) => author !== null);
  const isNew = countAuthors(authored.filter((post) => post.isNewAuthor));
  const authors = countAuthors(authored);
  if (authors < leastPosts || isNew < authors * newShare || before.authored < leastKnownAuthors) return [];
  const usual = (before.isNew + 1) / (before.authored + 2);
  if (binomialTail(authors, usual, isNew) >= newAuthorP) return [];
  return [{ kind: "new_authors", percent: percentOf(isNew, authors), usualPercent: Math.round(usual * 100) }];
}

function tagSign(posts: readonly WindowPost[], usualOf: (tag: string) => number): readonly CoordinationSign[] {
  const users = new Map<string, WindowPost[]>();
  for (const post of posts)
    for (const tag of tagsOf(`${post.title ?? ""} ${post.text}`)) users.set(tag, [...(users.get(tag) ?? []), post]);
  const frequent = [...users]
    .filter(([, by]) => by.length >= posts.length * tagShare && countAuthors(by) >= leastClusterAuthors)
    .toSorted((a, b) => b[1].length - a[1].length);
  for (const [tag, by] of frequent) {
    const usual = usualOf(tag);
    // What is usual of a tag is known less well than of everything: twice as noisy as chance.
    if (upperTail({ mean: usual + 0.2, variance: 2 * (usual + 0.2) }, by.length) >= tagP) continue;
    return [{ kind: "one_tag", tag, count: by.length, usual: Math.round(usual * 10) / 10 }];
  }
  return [];
}

const TAG = /#[\p{L}\p{N}_]{2,60}|https?:\/\/[^\s<>"')\]]{4,300}/gu;

/** Hashtags, and addresses without their parameters, once a post. */
export function tagsOf(text: string): ReadonlySet<string> {
  return new Set((text.match(TAG) ?? []).map(plainTag));
}

function plainTag(tag: string): string {
  const plain = tag.toLowerCase();
  return plain.startsWith("#") ? plain : plain.replace(/[?#].*$/, "").replace(/[.,;:!/]+$/, "");
}

const percentOf = (part: number, whole: number): number => Math.round((100 * part) / whole);

/** P(X >= count) of `n` tries at `share`. */
function binomialTail(n: number, share: number, count: number): number {
  let log = n * Math.log1p(-share);
  let below = 0;
  for (let k = 0; k < count; k += 1) {
    below += Math.exp(log);
    log += Math.log(((n - k) / (k + 1)) * (share / (1 - share)));
  }
  return Math.max(0, 1 - below);
}
