import { copyOf } from "./key-reader.ts";
import type { KeyReader } from "./key-reader.ts";

const lineFeed = 0x0a;
const closingBrace = 0x7d;
const carriageReturn = 0x0d;
/** How our lines begin; the key is read without reading the rest. */
const ownStart = /^\{"schema":"watchroom\.[a-z]+\/1",(?:"type":"[a-z-]+",)?"key":"([^"\\]+)"/;
const longestStart = 300;
/** No line of ours comes near: what goes on without an end is what a power cut left, or nothing of ours. */
const longestLine = 4_000_000;

/** The key at the top of a line; a correction names others further down. Null = no whole line of ours. */
export function keyOfJson(text: string): string | null {
  try {
    const line = JSON.parse(text) as unknown;
    const hasKey = typeof line === "object" && line !== null && "key" in line && typeof line.key === "string";
    return hasKey ? (line.key as string) : null;
  } catch {
    return null;
  }
}

export function createNdjsonKeys(): KeyReader {
  const keys = new Set<string>();
  let rest = Buffer.alloc(0);
  return {
    keys,
    read: (piece) => {
      const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
      let from = 0;
      for (let end = bytes.indexOf(lineFeed); end !== -1; end = bytes.indexOf(lineFeed, from)) {
        const key = keyOfLine(bytes, from, end);
        if (key !== null) keys.add(copyOf(key));
        from = end + 1;
      }
      rest = bytes.length - from > longestLine ? Buffer.alloc(0) : Buffer.from(bytes.subarray(from));
    },
  };
}

function keyOfLine(bytes: Buffer, from: number, end: number): string | null {
  const last = bytes[end - 1] === carriageReturn ? end - 2 : end - 1;
  if (bytes[last] !== closingBrace) return null;
  const start = bytes.toString("latin1", from, Math.min(end, from + longestStart));
  return ownStart.exec(start)?.[1] ?? keyOfJson(bytes.toString("utf8", from, end));
}
