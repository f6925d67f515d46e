import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { FeedLine, FeedLineError } from "../../src-main/engine/sources/feed/feed-line.ts";

const cli = join(import.meta.dirname, "..", "..", "src-main", "hosts", "cli.ts");
const filter = spawn(process.execPath, [cli, "parse-feed", "--json-lines"], { stdio: ["pipe", "pipe", "inherit"] });
const waiting: ((line: string) => void)[] = [];
createInterface({ input: filter.stdout }).on("line", (line) => waiting.shift()?.(line));
process.on("exit", () => filter.kill());

/** The filter `parse-feed --json-lines` as a module that scorers of feed parsers load: an error throws its code. */
export async function parse(
  bytes: Uint8Array,
  { contentType, url }: { readonly contentType?: string | undefined; readonly url?: string | undefined },
): Promise<FeedLine> {
  const answer = new Promise<string>((resolve) => waiting.push(resolve));
  filter.stdin.write(`${JSON.stringify({ base64: Buffer.from(bytes).toString("base64"), contentType, url })}\n`);
  const feed = JSON.parse(await answer) as FeedLine | FeedLineError;
  if ("error" in feed) throw new Error(feed.error.code);
  return feed;
}

/** Ends the filter; a scorer that exits needs not call it. */
export function close(): void {
  filter.stdin.end();
}
