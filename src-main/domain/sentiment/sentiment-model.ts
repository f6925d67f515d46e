import { createHash } from "node:crypto";
import { parseLexicon, type LexiconFiles } from "./lexicon.ts";
import { HASHED_WEIGHTS, OUTPUTS, SHAPE_WEIGHTS } from "./linear-weights.ts";
import { createPostReader, type PostReader } from "./read-post.ts";
import { createWeigher, type Weigher } from "./weigher.ts";

/** What is known of the weights: written by the training, read before they are used. */
export type Manifest = {
  readonly version: 1;
  /** SHA-256 of each file that the model is made of, in hex: a model reads only the words that it was trained with. */
  readonly files: Readonly<Record<"weights" | keyof LexiconFiles, string>>;
  readonly units: readonly number[];
  readonly shape: readonly number[];
  /** What the evidence is multiplied by before it becomes a confidence. */
  readonly sharpness: number;
};

export type ModelFiles = LexiconFiles & { readonly manifest: string; readonly weights: Uint8Array };

export type SentimentModel = {
  /** SHA-256 of its weights: what was learned on top of it fits no other. */
  readonly id: string;
  readonly weigher: Weigher;
  readonly sharpness: number;
  /** Cuts a post and reads its features; the answer is written over by the next one. */
  readonly read: PostReader;
};

/**
 * Makes the model of short English posts from its files; the lexicon is parsed with the first post. Throws an Error in words for people when a file
 * is not the one that the manifest tells of.
 */
export function createSentimentModel(files: ModelFiles): SentimentModel {
  const manifest = readManifest(files);
  let reader: PostReader | null = null;
  return {
    id: manifest.files.weights,
    weigher: createWeigher({
      hashed: new Int8Array(files.weights.buffer, files.weights.byteOffset, files.weights.byteLength),
      units: Float32Array.from(manifest.units),
      shape: Float32Array.from(manifest.shape),
    }),
    sharpness: manifest.sharpness,
    read: (text, names) => (reader ??= createPostReader(parseLexicon(files)))(text, names),
  };
}

const SPOILT = "The sentiment model cannot be used";
const MEND = "Install Watchroom again, or run npm run train:sentiment.";

function readManifest(files: ModelFiles): Manifest {
  const manifest = parsed(files.manifest);
  for (const [name, expected] of Object.entries(manifest.files)) {
    const found = sha256(files[name as keyof Manifest["files"]]);
    if (found !== expected) throw new Error(`${SPOILT}: its ${name} file is not the one that was trained. ${MEND}`);
  }
  if (files.weights.byteLength !== HASHED_WEIGHTS)
    throw new Error(`${SPOILT}: its weights have ${files.weights.byteLength} bytes, not ${HASHED_WEIGHTS}. ${MEND}`);
  return manifest;
}

function parsed(text: string): Manifest {
  let value: Manifest;
  try {
    value = JSON.parse(text) as Manifest;
  } catch (cause) {
    throw new Error(`${SPOILT}: its manifest is not JSON. ${MEND}`, { cause });
  }
  const isWhole =
    value?.version === 1 &&
    ["weights", "lexicon", "emoji", "service"].every((name) => typeof value.files?.[name as "weights"] === "string") &&
    value.units?.length === OUTPUTS &&
    value.shape?.length === SHAPE_WEIGHTS &&
    value.sharpness > 0;
  if (!isWhole) throw new Error(`${SPOILT}: its manifest is of another version. ${MEND}`);
  return value;
}

/** Of text or bytes, in hex. */
export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
