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

/** Classifying a post, with its reasons: against wink-sentiment in the same run, and against 10,000 posts a second. */
export async function benchClassify(): Promise<readonly Ratio[]> {
  const wink = createRequire(import.meta.url)("wink-sentiment") as (text: string) => { readonly score: number };
  const { classify } = loadSentiment(fileURLToPath(new URL("../../resources/", import.meta.url)));
  const posts = labelledPosts();
  let moved = 0;
  const work = (judge: (text: string) => number) => () => {
    for (const post of posts) moved += judge(post);
    return Promise.resolve();
  };
  const ours = work((text) => classify(text, { brands, rivals })?.reasons.length ?? 0);
  const theirs = work((text) => wink(text).score);
  await alternate(3, { ours, reference: theirs });
  const cost = await alternate(rounds, { ours, reference: theirs });
  if (moved === 0) throw new Error("Nothing was classified.");
  const perPost = { ours: cost.ours / posts.length, reference: cost.reference / posts.length };
  return [
    { name: "classify a post, against wink-sentiment", ...perPost, unit: "µs", most: 0.5 },
    {
      name: "classify a post, against 10,000 a second",
      ours: perPost.ours,
      reference: microsPerPost,
      unit: "µs",
      most: 1,
    },
  ];
}
