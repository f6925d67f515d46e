import type { RisingTopics, TopicQuestion } from "../../contract/methods/topics.ts";
import { Refusal } from "../../contract/refusal.ts";
import { rowsOfName, rowsOfWatch } from "../../domain/topics/ignored-words.ts";
import { countTerms, risingFrom, type RisingTerm } from "../../domain/topics/rising-terms.ts";
import type { TermCount } from "../../domain/topics/term-count.ts";
import type { Parts } from "../parts.ts";
import type { Db } from "../store/open.ts";
import { listSpans } from "../store/running-span.ts";
import { readSettings } from "../store/setting.ts";
import { type TopicChoice, topicMentions, type TopicMention } from "../store/topic.ts";
import { type Watch, watchById } from "../store/watch.ts";
import { type Gap, gapsBetween } from "../wallboard/gaps.ts";
import { letOthersWork, publishedSlices } from "./slices.ts";
import { dayMs, heardMs } from "./window.ts";

/** How far back the usual is taken from. */
const beforeDays = 28;
/** Less than this is no history: a desk of two days has nothing usual. */
const neededMs = 3 * dayMs;
const neededPeople = 30;
const sourcesShown = 5;

export type AskedTopics = Omit<TopicQuestion, "window"> & { readonly window: Gap };

export type TopicsParts = Parts & {
  /** So many mentions are read at most of the window, and of what was before it. */
  readonly mostRead: number;
};

/** An answer, and the stories (by row) behind it. */
export type Rising = {
  readonly answer: RisingTopics;
  readonly stories: readonly number[];
  readonly storiesOf: ReadonlyMap<string, readonly number[]>;
};

/** Reads the window and what was before it in slices, and finds what rose. */
export async function readRising({ store, clock, mostRead }: TopicsParts, asked: AskedTopics): Promise<Rising> {
  const db = store.read;
  const asOf = clock.now();
  const { settings } = await readSettings(db);
  const watch = asked.watchId === null ? null : await knownWatch(db, asked.watchId);
  const choice = {
    watchRowId: watch?.rowId ?? null,
    bucket: asked.bucket,
    firstCopies: asked.counted === "stories",
  };
  const { from, to } = asked.window;
  const past = { from: from - beforeDays * dayMs, to: from };
  const gaps = gapsBetween(await listSpans(db, past), past);
  const { names, misspellings } = settings.brand;
  const count = countTerms({
    windowMs: to - from,
    counted: asked.counted,
    names: [...names, ...misspellings].flatMap(rowsOfName),
    own: watch === null ? [] : rowsOfWatch(watch.query),
  });
  const networks = new Map<string, TopicMention["network"]>();
  const nowFrom = await readLots(db, { stretch: asked.window, choice, mostRead }, (mention) => {
    networks.set(mention.source, mention.network);
    count.addNow(mention);
  });
  await settle(count);
  const beforeFrom = await readLots(db, { stretch: past, choice, mostRead }, (mention) => {
    if (!gaps.some((gap) => gap.from <= mention.at && mention.at < gap.to)) count.addBefore(mention);
  });
  const heard = heardMs({ from: beforeFrom ?? past.from, to: from }, gaps);
  const counted = count.result();
  const isTooLittle = heard < Math.max(neededMs, to - from) || counted.speakersBefore < neededPeople;
  const options = { windowMs: to - (nowFrom ?? from), beforeMs: heard };
  const terms = isTooLittle ? [] : risingFrom(counted, options);
  const answer: RisingTopics = {
    asOf,
    timeZone: settings.calendar.timeZone,
    window: { from, to },
    mentions: counted.documents.length,
    people: counted.speakersNow,
    readFrom: nowFrom,
    before: { ...past, heardMs: heard, mentions: counted.documentsBefore, readFrom: beforeFrom },
    tooLittle: isTooLittle
      ? { neededMs: Math.max(neededMs, to - from), neededPeople, people: counted.speakersBefore }
      : null,
    terms: terms.map((term) => shapeOf(term, networks)),
  };
  return {
    answer,
    stories: storiesIn(counted.documents),
    storiesOf: new Map(terms.map(({ term, documents }) => [term, storiesIn(documents)])),
  };
}

async function knownWatch(db: Db, id: string): Promise<Watch> {
  const watch = await watchById(db, id);
  if (!watch) throw new Refusal("not-found", { what: "watch" });
  return watch;
}

/** Gives the mentions of a stretch, newest first; when there are too many, the instant of the last one that was given. */
async function readLots(
  db: Db,
  { stretch, choice, mostRead }: { readonly stretch: Gap; readonly choice: TopicChoice; readonly mostRead: number },
  give: (mention: TopicMention) => void,
): Promise<number | null> {
  let read = 0;
  for await (const items of publishedSlices(db, stretch)) {
    for (const mention of await topicMentions(db, items, choice)) {
      give(mention);
      read += 1;
      if (read === mostRead) return mention.at;
    }
  }
  return null;
}

async function settle(count: TermCount): Promise<void> {
  const steps = count.settle();
  while (!steps.next().done) await letOthersWork();
}

function shapeOf(
  { documents: _, sources, sentiment, ...term }: RisingTerm,
  networks: ReadonlyMap<string, TopicMention["network"]>,
): RisingTopics["terms"][number] {
  return {
    ...term,
    beside: term.beside.map((one) => one.term),
    tone: { ...sentiment },
    sources: sources
      .slice(0, sourcesShown)
      .map(({ name, mentions }) => ({ name, mentions, network: networks.get(name) ?? "other" })),
    sourceCount: sources.length,
  };
}

function storiesIn(documents: readonly { readonly story: number | string | null }[]): readonly number[] {
  return [...new Set(documents.flatMap(({ story }) => (typeof story === "number" ? [story] : [])))];
}
