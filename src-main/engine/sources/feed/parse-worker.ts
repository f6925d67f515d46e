import { parentPort } from "node:worker_threads";
import { parseFeed } from "./parse.ts";
import type { FeedError, FeedMeta, ParsedFeed } from "./parsed-feed.ts";

/** From the engine to the worker. */
export interface ParseJob {
  readonly bytes: Uint8Array;
  readonly meta: FeedMeta;
}

/** From the worker to the engine: ready for a first job; a reading that will do if time runs out; the result; a bug. */
export type ParseReport =
  | { readonly kind: "ready" }
  | { readonly kind: "draft"; readonly feed: ParsedFeed }
  | { readonly kind: "result"; readonly result: ParsedFeed | FeedError }
  | { readonly kind: "bug"; readonly message: string };

const report = (message: ParseReport) => parentPort?.postMessage(message);

async function parse({ bytes, meta }: ParseJob): Promise<void> {
  try {
    report({ kind: "result", result: await parseFeed(bytes, meta, (feed) => report({ kind: "draft", feed })) });
  } catch (error) {
    report({ kind: "bug", message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

parentPort?.on("message", (job: ParseJob) => void parse(job));
report({ kind: "ready" });
