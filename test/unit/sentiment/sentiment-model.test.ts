import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readPosts } from "../../../scripts/training-rows.ts";
import { loadSentiment } from "../../../src-main/adapters/sentiment-model.ts";

const resources = fileURLToPath(new URL("../../../resources", import.meta.url));
const names = ["vader_lexicon.txt", "emoji.tsv", "service.tsv", "manifest.json", "weights.bin"];
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "watchroom-sentiment-"));
  mkdirSync(join(folder, "sentiment"));
  for (const name of names)
    writeFileSync(join(folder, "sentiment", name), readFileSync(join(resources, "sentiment", name)));
});
afterEach(() => rmSync(folder, { recursive: true }));

function spoil(name: string): void {
  const file = join(folder, "sentiment", name);
  const bytes = readFileSync(file);
  bytes[bytes.length >> 1]! ^= 1;
  writeFileSync(file, bytes);
}

describe("the model's files", () => {
  test("whole files make a classifier", () => {
    expect(loadSentiment(folder).classify("this is wonderful, thank you")?.label).toBe("positive");
  });

  test.each(names)("without %s it is refused in words", (name) => {
    rmSync(join(folder, "sentiment", name));
    expect(() => loadSentiment(folder)).toThrow(/^The sentiment model cannot be used: .*cannot be read/);
  });

  test.each(["vader_lexicon.txt", "emoji.tsv", "service.tsv", "weights.bin"])(
    "with another %s than it was trained with it is refused",
    (name) => {
      spoil(name);
      expect(() => loadSentiment(folder)).toThrow(/is not the one that was trained/);
    },
  );

  test("a manifest that is cut off or of another version is refused", () => {
    const file = join(folder, "sentiment", "manifest.json");
    const manifest = readFileSync(file, "utf8");
    writeFileSync(file, manifest.slice(0, 100));
    expect(() => loadSentiment(folder)).toThrow("its manifest is not JSON");
    writeFileSync(file, JSON.stringify({ ...(JSON.parse(manifest) as object), version: 2 }));
    expect(() => loadSentiment(folder)).toThrow("its manifest is of another version");
  });
});

describe("the shipped weights", () => {
  const manifest = JSON.parse(readFileSync(join(resources, "sentiment", "manifest.json"), "utf8")) as {
    readonly data: Readonly<Record<string, string>>;
    readonly scores: readonly Readonly<Record<string, { readonly macroRecall: number; readonly r: number | null }>>[];
  };

  test("were trained on the labelled posts as they are", () => {
    const { hashes } = readPosts(join(resources, "training", "posts"));
    expect(manifest.data).toMatchObject(hashes);
  });

  test("were right often enough on what they did not learn from", () => {
    const mean = (source: string, figure: "macroRecall" | "r") =>
      manifest.scores.reduce((sum, fold) => sum + (fold[source]?.[figure] ?? 0), 0) / manifest.scores.length;
    expect(mean("posts", "macroRecall")).toBeGreaterThan(0.75);
    expect(mean("tweets", "r")).toBeGreaterThan(0.88);
    expect(mean("amazon", "r")).toBeGreaterThan(0.74);
  });
});
