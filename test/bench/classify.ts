import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { loadSentiment } from "../../src-main/adapters/sentiment-model.ts";
import { alternate, type Ratio } from "./measure.ts";

const rounds = 9;
const most = 5000;
/** One post may cost at most this much: 10,000 posts a second. */
const microsPerPost = 100;
const brands = ["Skerry Ferries", "Skerry", "Best Buy"];
const rivals = ["Marram Ferries", "Isle & Sound"];

/** Our labelled posts: as short as what people write, and each another. */
function labelledPosts(): readonly string[] {
  const file = new URL("../../resources/training/posts/posts.jsonl", import.meta.url);
  const lines = readFileSync(file, "utf8").trim().split("\n");
  return lines.slice(0, most).map((line) => (JSON.parse(line) as { text: string }).text);
}

/** Classifying a post, as its feed is read, and with its reasons: against wink-sentiment in the same run, and against 10,000 posts a second. */
export async function benchClassify(): Promise<readonly Ratio[]> {
  const winkSentiment = createRequire(import.meta.url)("wink-sentiment") as (text: string) => {
    readonly score: number;
  };
  const { classify } = loadSentiment(fileURLToPath(new URL("../../resources/", import.meta.url)));
  const posts = labelledPosts();
  let moved = 0;
  const work = (judge: (text: string) => number) => () => {
    for (const post of posts) moved += judge(post);
    return Promise.resolve();
  };
  const verdict = work((text) => classify(text, { brands, rivals })?.score ?? 0);
  const reasons = work((text) => classify(text, { brands, rivals })?.reasons.length ?? 0);
  const wink = work((text) => winkSentiment(text).score);
  await alternate(4, { ours: reasons, reference: wink });
  const plain = await alternate(rounds, { ours: verdict, reference: wink });
  const explained = await alternate(rounds, { ours: reasons, reference: wink });
  if (moved === 0) throw new Error("Nothing was classified.");
  const perPost = (micros: number) => micros / posts.length;
  const ratio = (name: string, cost: { ours: number; reference: number }, bound: number): Ratio => ({
    ...{ name, unit: "µs", most: bound },
    ...{ ours: perPost(cost.ours), reference: perPost(cost.reference) },
  });
  const aSecond = microsPerPost * posts.length;
  return [
    ratio("classify a post, against wink-sentiment", plain, 0.5),
    ratio("classify a post, against 10,000 a second", { ...plain, reference: aSecond }, 1),
    ratio("classify and explain it, against 10,000 a second", { ...explained, reference: aSecond }, 1),
  ];
}
