import { prepareMention } from "../../src-main/domain/query/evaluate.ts";
import { parseQuery } from "../../src-main/domain/query/parse.ts";
import { compileWatches, type Watch } from "../../src-main/domain/query/watch-set.ts";
import { tokenise } from "../../src-main/domain/text/tokenise.ts";
import { makeQueries, makeSimpleQueries, readTexts } from "./matching-words.ts";
import { alternate } from "./measure.ts";
import type { Ratio } from "./measure.ts";

const rounds = 7;
/** A loop of regexes is slow: fewer rounds and fewer texts say as much. */
const regexRounds = 5;
const regexTexts = 600;
const mostTexts = 2000;
/** How often the texts are gone through in one round of a fast workload, so that it is measured as it runs all day. */
const repeats = 12;

/** One pass over all watches beside tokenising alone, and beside asking one regular expression after the other. */
export async function benchMatching(): Promise<readonly Ratio[]> {
  const texts = readTexts();
  return [
    { name: "matching 500 watches / tokenising", ...(await besideTokenising(500, texts)), unit: "us a post", most: 4 },
    {
      name: "matching 2,000 watches / tokenising",
      ...(await besideTokenising(2000, texts)),
      unit: "us a post",
      most: 10,
    },
    {
      name: "matching 500 watches / a loop of regexes",
      ...(await besideRegexes(500, texts)),
      unit: "us a post",
      most: 1 / 20,
    },
  ];
}

async function besideTokenising(count: number, all: readonly string[]) {
  const set = compileWatches(watchesOf(makeQueries(count, all)));
  const texts = all.slice(0, mostTexts);
  let found = 0;
  const figures = await alternate(rounds, {
    ours: () => repeat(texts, (text) => (found += set.match(prepareMention({ text })).length)),
    reference: () => repeat(texts, (text) => tokenise(text).length),
  });
  console.log(`     ${count} watches: ${(found / (rounds * repeats * texts.length)).toFixed(2)} matches a post`);
  return perPost(figures, texts.length * repeats);
}

async function besideRegexes(count: number, texts: readonly string[]) {
  const queries = makeSimpleQueries(count, texts);
  const set = compileWatches(watchesOf(queries.map(({ query }) => query)));
  const some = texts.slice(0, regexTexts);
  const ours = (text: string) => set.match(prepareMention({ text })).map(({ id }) => id);
  const theirs = (text: string) => queries.flatMap(({ regex }, id) => (regex.test(text) ? [id] : []));
  const differing = some.filter((text) => ours(text).join() !== theirs(text).join());
  if (differing.length > some.length / 100) throw new Error(`answers differ: ${differing.slice(0, 3).join("\n")}`);
  const figures = await alternate(regexRounds, {
    ours: () => repeat(some, (text) => ours(text).length),
    reference: async () => some.forEach((text) => theirs(text)),
  });
  return { ours: figures.ours / (some.length * repeats), reference: figures.reference / some.length };
}

function watchesOf(queries: readonly string[]): readonly Watch<number>[] {
  return queries.map((source, id) => {
    const parsed = parseQuery(source, { allowSentiment: false });
    if (!parsed.ok) throw new Error(`${source}: ${parsed.error.code}`);
    return { id, query: parsed.query };
  });
}

async function repeat(texts: readonly string[], work: (text: string) => number): Promise<void> {
  for (let round = 0; round < repeats; round += 1) for (const text of texts) work(text);
}

function perPost({ ours, reference }: { readonly ours: number; readonly reference: number }, posts: number) {
  return { ours: ours / posts, reference: reference / posts };
}
