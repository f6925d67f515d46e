import type { LearnedKind } from "../../contract/methods/learning.ts";
import type { Settings } from "../../contract/methods/settings.ts";
import { sentimentLabels } from "../../contract/values.ts";
import { prepareMention } from "../../domain/query/evaluate.ts";
import { scored } from "../../domain/routing/leaning.ts";
import { addressedTo } from "../sources/addressed-to.ts";
import { judgedWords } from "../sources/judged-words.ts";
import { itemsByRow } from "../store/item.ts";
import type { StoredItem } from "../store/item.ts";
import { liveLessons } from "../store/lesson-words.ts";
import type { LiveLesson } from "../store/lesson-words.ts";
import { queryFields } from "../store/mention.ts";
import type { Db } from "../store/open.ts";
import type { LearningTask } from "./learn.ts";

/** So many items are made ready before others have their turn on this thread. */
const slice = 50;

/** What there is to learn from, oldest first: English words for sentiment, moves to a bucket of work for routing. */
export async function gatherLessons(db: Db, kind: LearnedKind, settings: Settings): Promise<LearningTask> {
  const lessons = await liveLessons(db, kind);
  return kind === "sentiment" ? corrections(lessons) : await moves(db, lessons, settings);
}

function corrections(lessons: readonly LiveLesson[]): LearningTask {
  return {
    kind: "sentiment",
    lessons: lessons.flatMap((lesson) => {
      const label = sentimentLabels.find((one) => one === lesson.said);
      const isRead = lesson.lang === null || lesson.lang === "en";
      return label && isRead ? [{ id: lesson.id, text: judgedWords(lesson), names: lesson.names, label }] : [];
    }),
  };
}

async function moves(db: Db, lessons: readonly LiveLesson[], { brand }: Settings): Promise<LearningTask> {
  const isAddressed = addressedTo(brand);
  const taught: Extract<LearningTask, { kind: "routing" }>["lessons"][number][] = [];
  for (let from = 0; from < lessons.length; from += slice) {
    const part = lessons.slice(from, from + slice);
    const rowIds = part.map(({ itemRowId }) => itemRowId);
    const items = new Map((await itemsByRow(db, rowIds)).map((item) => [item.rowId, item]));
    for (const lesson of part) {
      const bucket = scored.find((one) => one === lesson.said);
      const item = items.get(lesson.itemRowId);
      if (!bucket || !item) continue;
      const mention = routable({ ...item, title: lesson.title, text: lesson.text }, isAddressed);
      // Moves teach about words, kinds and sources: which watches matched says nothing more.
      taught.push({ id: lesson.id, bucket, mention: { ...mention, watches: [] } });
    }
    await new Promise(setImmediate);
  }
  return { kind: "routing", lessons: taught };
}

function routable(item: StoredItem, isAddressed: ReturnType<typeof addressedTo>) {
  const { title, text, lang, network, sentiment, sourcePublicId, sourceName } = item;
  const prepared = prepareMention(queryFields({ ...item, source: sourceName }));
  const isAddressedToUs = isAddressed(prepared);
  return { title, text, lang, network, source: sourcePublicId, sentiment, isAddressedToUs, reach: null };
}
