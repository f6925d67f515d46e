import { copyOf } from "./key-reader.ts";
import type { KeyReader } from "./key-reader.ts";

const quote = 0x22;
const lineFeed = 0x0a;
const longestRow = 4_000_000;
/** Comma, semicolon and tab: a spreadsheet may have saved the file in its own manner. */
const firstCell = /^"?([^",;\t\r\n]+)/;
const longestKey = 200;

/** The first cells of all rows that have their end; cells that hold line ends do not confuse it. */
export function createCsvKeys(): KeyReader {
  const keys = new Set<string>();
  let rest = Buffer.alloc(0);
  return {
    keys,
    read: (piece) => {
      const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
      let from = 0;
      const endFrom = createRowEnds(bytes);
      for (let end = endFrom(from); end !== -1; end = endFrom(from)) {
        const start = bytes.toString("latin1", from, Math.min(end, from + longestKey));
        const key = firstCell.exec(start)?.[1];
        if (key !== undefined) keys.add(copyOf(key));
        from = end + 1;
      }
      rest = bytes.length - from > longestRow ? Buffer.alloc(0) : Buffer.from(bytes.subarray(from));
    },
  };
}

/** Where the row that begins at an offset ends, -1 = not in these bytes. Each byte is looked at once. */
function createRowEnds(bytes: Buffer): (from: number) => number {
  let nextQuote = -1;
  const quoteFrom = (from: number) => {
    if (nextQuote < from) nextQuote = bytes.indexOf(quote, from);
    if (nextQuote === -1) nextQuote = bytes.length;
    return nextQuote;
  };
  return (from) => {
    let at = from;
    for (;;) {
      const end = bytes.indexOf(lineFeed, at);
      if (end === -1 || quoteFrom(at) > end) return end;
      const close = quoteFrom(quoteFrom(at) + 1);
      if (close === bytes.length) return -1;
      at = close + 1;
    }
  };
}

/** Whether a row lacks nothing but its line end: all its columns are there and no quote is open. */
export function isWholeRow(text: string, columns: number): boolean {
  const bare = text.replace(/"[^"]*"/g, "");
  return !bare.includes('"') && bare.split(",").length === columns;
}
