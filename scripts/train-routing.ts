// `npm run train:routing [-- --date 2026-11-22]`: fits the shipped scorer of routing on our labelled posts, prints its k-fold scores, and writes
// src-main/domain/routing/shipped-weights.ts and resources/routing/manifest.json.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { sha256 } from "../src-main/domain/sentiment/sentiment-model.ts";
import { scored } from "../src-main/domain/routing/leaning.ts";
import {
  chooseLimit,
  fitSigns,
  fitting,
  heldOutChances,
  readRoutedPosts,
  type RoutedPost,
  type SignWeights,
} from "./train-routing-model.ts";

const root = fileURLToPath(new URL("../", import.meta.url));
const folds = 5;

function main(): void {
  const { values } = parseArgs({ options: { date: { type: "string" } } });
  const folder = join(root, "resources", "training", "posts");
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".jsonl"))
    .toSorted();
  const texts = files.map((name) => readFileSync(join(folder, name), "utf8"));
  const brands = readFileSync(join(folder, "brands.json"), "utf8");
  const posts = readRoutedPosts(texts.flatMap(postsOf), (JSON.parse(brands) as { brands: string[] }).brands);
  const heldOut = chooseLimit(posts, heldOutChances(posts, folds));
  const weights = fitSigns(posts);
  const manifest = {
    model: "multinomial logistic regression over features, words, pairs of words, beginning and length",
    date: values.date ?? "2026-11-22",
    posts: posts.length,
    signs: weights.size,
    fitting,
    heldOut: { folds, ...heldOut },
    data: Object.fromEntries([
      ...files.map((name, at) => [name, sha256(texts[at] ?? "")]),
      ["brands.json", sha256(brands)],
    ]),
  };
  const written = `${JSON.stringify(manifest, null, 2)}\n`;
  mkdirSync(join(root, "resources", "routing"), { recursive: true });
  writeFileSync(join(root, "resources", "routing", "manifest.json"), written);
  writeFileSync(
    join(root, "src-main", "domain", "routing", "shipped-weights.ts"),
    moduleOf(weights, heldOut.careAtMost),
  );
  process.stdout.write(written);
}

type Line = { readonly text?: unknown; readonly bucket?: unknown };

function postsOf(text: string): readonly RoutedPost[] {
  return text.split("\n").flatMap((line): RoutedPost[] => {
    if (line.trim() === "") return [];
    const post = JSON.parse(line) as Line;
    const bucket = scored.find((one) => one === post.bucket);
    return typeof post.text === "string" && bucket !== undefined ? [{ text: post.text, bucket }] : [];
  });
}

/** Data, not code: one line a sign, with its three weights. */
function moduleOf(weights: SignWeights, careAtMost: number): string {
  const lines = [...weights].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([sign, of]) => `${sign}\t${of.join(" ")}`);
  return `// Made by \`npm run train:routing\` from our labelled posts; resources/routing/manifest.json says how well it does.

/** Sending something for care to analytics is the costliest error, so analytics takes only what is hardly care. */
export const CARE_AT_MOST = ${careAtMost};

/** A sign, then what it adds to care, PR and analytics, in thirty-seconds of log-odds. */
export const SHIPPED_WEIGHTS =
  ${JSON.stringify(lines.join("\n"))};
`;
}

main();
