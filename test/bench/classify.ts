import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { loadSentiment } from "../../src-main/adapters/sentiment-model.ts";
import { alternate, type Ratio } from "./measure.ts";

const rounds = 9;
/** One post may cost at most this much: 10,000 posts a second. */
const microsPerPost = 100;
const brands = ["Skerry Ferries", "Skerry", "Best Buy"];
const rivals = ["Marram Ferries", "Isle & Sound"];

/** Our labelled posts: as short as what people write, and each another. */
function labelledPosts(): readonly string[] {
  const folder = new URL("../../resources/training/posts/", import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith(".jsonl"));
  const lines = files.toSorted().flatMap((name) => readFileSync(new URL(name, folder), "utf8").trim().split("\n"));
  return lines.map((line) => (JSON.parse(line) as { text: string }).text);
}

/** Posts of the same words, none of which stands beside its neighbour: what a desk has read before knows the words of a new post, not the post. */
function dealtAnew(posts: readonly string[]): readonly string[] {
  const words = posts.flatMap((post) => post.split(/\s+/));
  const dealt = posts.map((): string[] => []);
  for (const [at, word] of words.entries()) dealt[at % dealt.length]!.push(word);
  return dealt.map((post) => post.join(" "));
}

/**
 * Classifying a post, as its feed is read, and with its reasons: against wink-sentiment in the same run, and against 10,000 posts a second. In each round
 * both judge posts that neither has seen; for the reasons, posts that were judged once.
 */
export async function benchClassify(): Promise<readonly Ratio[]> {
  const winkSentiment = createRequire(import.meta.url)("wink-sentiment") as (text: string) => {
    readonly score: number;
  };
  const { classify } = loadSentiment(fileURLToPath(new URL("../../resources/", import.meta.url)));
  const all = labelledPosts();
  const size = Math.floor(all.length / (2 * rounds));
  const slice = (which: number) => all.filter((_post, at) => at % (2 * rounds) === which).slice(0, size);
  const fresh = Array.from({ length: rounds }, (_, round) => slice(round));
  // The words of all, and the other half of the posts as they are, so that the code is compiled for what people write.
  const known = [...dealtAnew(all), ...Array.from({ length: rounds }, (_, round) => slice(rounds + round)).flat()];
  let moved = 0;
  const judge = (posts: readonly string[], scoreOf: (text: string) => number) => {
    for (const post of posts) moved += scoreOf(post);
    return Promise.resolve();
  };
  const verdict = (text: string) => classify(text, { brands, rivals })?.score ?? 0;
  const reasons = (text: string) => classify(text, { brands, rivals })?.reasons.length ?? 0;
  const wink = (text: string) => winkSentiment(text).score;
  const beside = (ours: (text: string) => number, postsOf: (round: number) => readonly string[]) => ({
    ours: (round: number) => judge(postsOf(round), ours),
    reference: (round: number) => judge(postsOf(round), wink),
  });
  const warm = () => known;
  await alternate(2, beside(reasons, warm));
  await alternate(6, beside(verdict, warm));
  const next = (round: number) => fresh[round]!;
  const plain = await alternate(rounds, beside(verdict, next));
  const explained = await alternate(rounds, beside(reasons, next));
  if (moved === 0) throw new Error("Nothing was classified.");
  const perPost = (micros: number) => micros / size;
  const ratio = (name: string, cost: { ours: number; reference: number }, bound: number): Ratio => ({
    ...{ name, unit: "µs", most: bound },
    ...{ ours: perPost(cost.ours), reference: perPost(cost.reference) },
  });
  const aSecond = microsPerPost * size;
  return [
    ratio("classify a post, against wink-sentiment", plain, 0.5),
    ratio("classify a post, against 10,000 a second", { ...plain, reference: aSecond }, 1),
    ratio("classify and explain it, against 10,000 a second", { ...explained, reference: aSecond }, 1),
  ];
}
