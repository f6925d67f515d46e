import { coordinationSigns, tagsOf } from "../../domain/alarms/coordination.ts";
import { countAuthors, nearCopies } from "../../domain/alarms/near-copies.ts";
import type { WindowPost } from "../../domain/alarms/near-copies.ts";
import { baselineRange } from "../../domain/alarms/spikes.ts";
import { slotMs, slotsADay } from "../../domain/alarms/timeline.ts";
import type { KeptEvidence, SeriesName } from "../store/alarm.ts";
import { postsBefore, postsFrom } from "../store/alarm-posts.ts";
import type { PostRow } from "../store/alarm-posts.ts";
import type { Db } from "../store/open.ts";
import { authorKey } from "./author-key.ts";
import { isCounted } from "./count-memory.ts";
import type { CountMemory } from "./count-memory.ts";
import { gatherTerms } from "./gather-terms.ts";

/** More posts than this are not compared with each other: the first ones show what it is about. */
const mostPosts = 400;
const mostBefore = 400;
const sourcesShown = 6;
const clustersShown = 5;
const firstShown = 3;

export type EvidenceOf = {
  readonly memory: CountMemory;
  readonly series: SeriesName;
  readonly fromRow: number;
  readonly now: number;
  /** Rows that another alarm is about. */
  readonly without?: ReadonlySet<number>;
};

export type Gathered = {
  readonly evidence: KeptEvidence;
  readonly mentionRowIds: readonly number[];
  readonly authors: number;
};

/** Reads what an alarm is about: its posts since it began, against those before. */
export async function gatherEvidence(db: Db, { memory, series, fromRow, now, without }: EvidenceOf): Promise<Gathered> {
  const isAbout = (post: PostRow) =>
    isCounted(post) && !memory.caughtUp.has(post.rowId) && without?.has(post.rowId) !== true;
  const posts = (await postsFrom(db, { series, fromRow, limit: mostPosts })).filter(isAbout);
  const before = await postsBefore(db, { series: "all", beforeRow: fromRow, limit: mostBefore });
  const shown = posts.map((post) => toWindowPost(memory, post, fromRow));
  const clusters = nearCopies(shown);
  const known = authorsBefore(memory, now);
  const signs = coordinationSigns({
    posts: shown,
    clusters,
    before: known,
    usualOf: (tag) => usualOfTag(before, { tag, posts: posts.length }),
  });
  const authors = countAuthors(shown);
  return {
    mentionRowIds: posts.map(({ rowId }) => rowId),
    authors,
    evidence: {
      asOf: now,
      terms: await gatherTerms(db, { posts, before, series }),
      sources: sourcesOf(posts),
      firstPosts: posts
        .toSorted((a, b) => a.publishedAt - b.publishedAt || a.rowId - b.rowId)
        .slice(0, firstShown)
        .map((post) => ({ mentionRowId: post.rowId, isNewAuthor: toWindowPost(memory, post, fromRow).isNewAuthor })),
      authors: {
        total: authors,
        isNew: countAuthors(shown.filter((post) => post.author !== null && post.isNewAuthor)),
        usualNewPercent: known.authored < 30 ? null : Math.round((100 * known.isNew) / known.authored),
      },
      clusters: clusters.slice(0, clustersShown).map((cluster) => ({
        posts: cluster.posts.length,
        authors: cluster.authors,
        newAuthors: cluster.newAuthors,
        from: Math.min(...cluster.posts.map((post) => post.publishedAt)),
        to: Math.max(...cluster.posts.map((post) => post.publishedAt)),
        mentionRowId: cluster.posts[0]?.rowId ?? 0,
      })),
      signs: [...signs],
      tone: toneOf(posts),
    },
  };
}

const wordsOf = ({ title, text }: PostRow): string =>
  title === null || text.startsWith(title) ? text : `${title}\n${text}`;

function toWindowPost(memory: CountMemory, post: PostRow, fromRow: number): WindowPost {
  const author = authorKey(post);
  const first = author === null ? undefined : memory.firstRowOf(author);
  const { rowId, sourceId, network, title, text, publishedAt, seenAt } = post;
  const isNewAuthor = author !== null && (first === undefined || first >= fromRow);
  return { rowId, sourceId, network, author, isNewAuthor, title, text, publishedAt, seenAt };
}

/** Posts of the days before whose author is known, and how many of those were new then. */
function authorsBefore({ authored, newAuthored, firstSlot }: CountMemory, now: number) {
  const { from, to } = baselineRange(Math.floor(now / slotMs) - firstSlot);
  let [sum, isNew] = [0, 0];
  // In the first days of a desk everybody is new.
  for (let at = Math.max(0, from + slotsADay); at < to; at += 1) {
    sum += authored[at] ?? 0;
    isNew += newAuthored[at] ?? 0;
  }
  return { authored: sum, isNew };
}

function usualOfTag(
  before: readonly PostRow[],
  { tag, posts }: { readonly tag: string; readonly posts: number },
): number {
  if (before.length === 0) return posts;
  return (before.filter((post) => tagsOf(wordsOf(post)).has(tag)).length / before.length) * posts;
}

function sourcesOf(posts: readonly PostRow[]): KeptEvidence["sources"] {
  return [...Map.groupBy(posts, (post) => post.sourceId).values()]
    .flatMap(([post, ...others]) =>
      post ? [{ name: post.source, network: post.network, count: others.length + 1 }] : [],
    )
    .toSorted((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
    .slice(0, sourcesShown);
}

function toneOf(posts: readonly PostRow[]): KeptEvidence["tone"] {
  const tone = { positive: 0, neutral: 0, negative: 0, unsure: 0 };
  for (const post of posts) tone[post.tone] += 1;
  return tone;
}
