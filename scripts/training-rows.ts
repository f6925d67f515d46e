// What the sentiment model is trained on: our labelled posts and, by path only, texts that people rated.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { SentimentLabel } from "../src-main/contract/values.ts";
import { sha256 } from "../src-main/domain/sentiment/sentiment-model.ts";

export type Row = {
  readonly text: string;
  readonly label: SentimentLabel;
  /** Where it is from: "posts" are ours. */
  readonly source: string;
  /** Mean human rating −4..4; null where people gave labels only. */
  readonly rating: number | null;
};

/** Rows in the order of the files, with the hash of each file. */
export type Rows = { readonly rows: readonly Row[]; readonly hashes: Readonly<Record<string, string>> };

export const RATED_FILE = "vader_mit.jsonl";
/** Reviews of films are long, clever and nobody's post to a firm: what is learned from them misleads. */
const leftOut: ReadonlySet<string> = new Set(["movie"]);
const labels: ReadonlySet<unknown> = new Set(["negative", "neutral", "positive"]);

/** Our own posts: every *.jsonl of the folder, in the order of their names. */
export function readPosts(folder: string): Rows & { readonly brands: readonly string[] } {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".jsonl"))
    .toSorted();
  const read = files.map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
  const brands = readFileSync(join(folder, "brands.json"));
  return {
    rows: read.flatMap(({ name, bytes }) => rowsOf(bytes, name)),
    hashes: Object.fromEntries(
      [...read, { name: "brands.json", bytes: brands }].map(({ name, bytes }) => [name, sha256(bytes)]),
    ),
    brands: (JSON.parse(brands.toString("utf8")) as { brands: string[] }).brands,
  };
}

/** The rated texts of the data folder, without the film reviews. */
export function readRated(folder: string): Rows {
  const bytes = readFileSync(join(folder, RATED_FILE));
  return {
    rows: rowsOf(bytes, RATED_FILE).filter(({ source }) => !leftOut.has(source)),
    hashes: { [RATED_FILE]: sha256(bytes) },
  };
}

type Line = { readonly text?: unknown; readonly label?: unknown; readonly score?: unknown; readonly src?: unknown };

function rowsOf(bytes: Buffer, name: string): readonly Row[] {
  const lines = bytes.toString("utf8").split("\n");
  return lines.flatMap((line, at) => {
    if (line.trim() === "") return [];
    const { text, label, score, src } = JSON.parse(line) as Line;
    if (typeof text !== "string" || !labels.has(label)) throw new Error(`${name}:${at + 1} is no labelled text.`);
    return [
      {
        text,
        label: label as SentimentLabel,
        source: typeof src === "string" ? src : "posts",
        rating: typeof score === "number" ? score : null,
      },
    ];
  });
}
