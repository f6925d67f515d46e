import type { AlarmEvidence } from "../../contract/methods/alarms.ts";
import { rowsOfName, rowsOfWatch } from "../../domain/topics/ignored-words.ts";
import { risingTerms } from "../../domain/topics/rising-terms.ts";
import type { TopicDocument } from "../../domain/topics/topic-document.ts";
import { watchRowOf } from "../store/alarm-posts.ts";
import type { PostRow } from "../store/alarm-posts.ts";
import type { SeriesName } from "../store/alarm.ts";
import type { Db } from "../store/open.ts";
import { readSettings } from "../store/setting.ts";
import { watchByRow } from "../store/watch.ts";
import { authorKey } from "./author-key.ts";

const termsShown = 8;
const hourMs = 3_600_000;

type Said = {
  readonly posts: readonly PostRow[];
  /** Posts of all kinds, from before it began. */
  readonly before: readonly PostRow[];
  readonly series: SeriesName;
};

/** What is said more among the posts of an alarm than among those before: the topics of its hours. */
export async function gatherTerms(db: Db, { posts, before, series }: Said): Promise<AlarmEvidence["terms"]> {
  const { settings } = await readSettings(db);
  const watchRow = watchRowOf(series);
  const watch = watchRow === null ? null : await watchByRow(db, watchRow);
  const { names, misspellings } = settings.brand;
  const times = posts.map(({ publishedAt }) => publishedAt);
  const rising = risingTerms({
    now: posts.map(documentOf),
    before: before.map(documentOf),
    windowMs: Math.max(hourMs, Math.max(...times) - Math.min(...times)),
    beforeMs: null,
    names: [...names, ...misspellings].flatMap(rowsOfName),
    own: watch === null ? [] : rowsOfWatch(watch.query),
    limit: termsShown,
  });
  const shown = rising.flatMap((term) => [term, ...term.beside]).slice(0, termsShown);
  return shown.map(({ term, count, usual, score }) => ({
    ...{ term, count },
    usual: Math.round(usual * 10) / 10,
    score: Math.round(score * 10) / 10,
  }));
}

function documentOf(post: PostRow): TopicDocument {
  const { title, text, language, source, tone, publishedAt } = post;
  const isTitled = title !== null && !text.startsWith(title);
  return {
    ...{ text, language, source, sentiment: tone, at: publishedAt, story: post.storyId },
    title: isTitled ? title : null,
    author: authorKey(post),
  };
}
