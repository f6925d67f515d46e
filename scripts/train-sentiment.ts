// `npm run train:sentiment -- DATA_FOLDER [--date 2026-11-22] [--out FOLDER]`: makes weights.bin and manifest.json from our posts and the rated texts of DATA_FOLDER.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { readPosts, readRated } from "./training-rows.ts";
import { trainSentimentModel } from "./train-sentiment-model.ts";

const resources = fileURLToPath(new URL("../resources/", import.meta.url));

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { date: { type: "string" }, out: { type: "string" } },
  });
  const [dataFolder] = positionals;
  if (dataFolder === undefined)
    throw new Error("Name the folder of the rated texts: npm run train:sentiment -- FOLDER");
  const posts = readPosts(join(resources, "training", "posts"));
  const rated = readRated(dataFolder);
  const word = (name: string) => readFileSync(join(resources, "sentiment", name), "utf8");
  const { weights, manifest } = trainSentimentModel({
    rows: [...rated.rows, ...posts.rows],
    brands: posts.brands,
    lexicon: { lexicon: word("vader_lexicon.txt"), emoji: word("emoji.tsv"), service: word("service.tsv") },
    data: { ...rated.hashes, ...posts.hashes },
    date: values.date ?? "2026-11-22",
    folds: 5,
  });
  const folder = values.out ?? join(resources, "sentiment");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "weights.bin"), weights);
  writeFileSync(join(folder, "manifest.json"), manifest);
  process.stdout.write(`${manifest}\n`);
}

main();
