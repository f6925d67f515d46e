import { parse } from "csv-parse";
import type { Options } from "csv-parse";

export type Delimiter = "," | ";" | "\t" | "|";

/** One record of a file; `cells` is null where a quotation mark is opened and never closed. `line` counts from 1. */
export type CsvRecord = { readonly line: number; readonly cells: readonly string[] | null };

const chunkBytes = 32_000;
/** After so many broken quotations the rest of the file is one broken record. */
const mostRecoveries = 20;

/**
 * The records of a CSV file in order, a piece at a time, so that a large one holds nothing up. Nothing is interpreted:
 * "=1+1" stays these four characters. A quotation that is never closed costs its own line, not the rest of the file.
 */
export async function* readRecords(text: string, delimiter: Delimiter): AsyncGenerator<CsvRecord> {
  const bytes = Buffer.from(text);
  let start = { at: 0, line: 0 };
  for (let recoveries = 0; start.at < bytes.length; recoveries += 1) {
    const pass = startPass(delimiter);
    for (let at = start.at; at < bytes.length; at += chunkBytes) {
      pass.write(bytes.subarray(at, at + chunkBytes));
      for (const record of pass.take()) yield { ...record, line: record.line + start.line };
      await new Promise(setImmediate);
    }
    const last = await pass.end();
    for (const record of pass.take()) yield { ...record, line: record.line + start.line };
    if (!last.isOpen) return;
    const broken = findLine(bytes, { at: start.at + last.bytes, line: start.line + last.lines });
    yield { line: broken.line, cells: null };
    if (recoveries === mostRecoveries) return;
    start = { at: broken.end, line: broken.line };
  }
}

type Last = { readonly bytes: number; readonly lines: number; readonly empty: number; readonly isOpen: boolean };

function startPass(delimiter: Delimiter) {
  let ready: CsvRecord[] = [];
  let last: Last = { bytes: 0, lines: 0, empty: 0, isOpen: false };
  const options: Options<string[]> = {
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    record_delimiter: ["\r\n", "\n", "\r"],
    // Answering null keeps the stream empty, so that writing to it parses at once and in order.
    on_record: (cells, context) => {
      ready.push({ line: last.lines + 1 + context.empty_lines - last.empty, cells });
      last = { bytes: context.bytes, lines: context.lines, empty: context.empty_lines, isOpen: false };
      return null;
    },
    on_skip: () => {
      last = { ...last, isOpen: true };
      return undefined;
    },
  };
  const parser = parse(options);
  parser.resume();
  const closed = new Promise<void>((resolve, reject) => {
    parser.on("close", resolve);
    parser.on("error", reject);
  });
  // Whoever awaits the end hears of it; until then it must not end the process.
  closed.catch(() => undefined);
  return {
    write: (chunk: Uint8Array) => void parser.write(chunk),
    take: (): readonly CsvRecord[] => {
      const taken = ready;
      ready = [];
      return taken;
    },
    end: async (): Promise<Last> => {
      parser.end();
      await closed;
      return last;
    },
  };
}

const lineFeed = 10;
const carriageReturn = 13;

/** The line that a broken record begins on, past what separates it from the record before. */
function findLine(bytes: Buffer, from: { readonly at: number; readonly line: number }): { line: number; end: number } {
  let { at, line } = from;
  line += 1;
  const isEnd = (byte: number | undefined) => byte === lineFeed || byte === carriageReturn;
  while (at < bytes.length && isEnd(bytes[at])) at += 1;
  while (at < bytes.length && !isEnd(bytes[at])) at += 1;
  if (bytes[at] === carriageReturn && bytes[at + 1] === lineFeed) at += 1;
  return { line, end: at + 1 };
}

const delimiters: readonly Delimiter[] = [",", ";", "\t", "|"];
const sampled = 20;

/** The character between the cells: the one that cuts the first records into the most cells, alike in most of them. */
export async function findDelimiter(text: string): Promise<Delimiter> {
  const sample = text.slice(0, 200_000);
  let best: { readonly delimiter: Delimiter; readonly score: number } = { delimiter: ",", score: 0 };
  for (const delimiter of delimiters) {
    const widths: number[] = [];
    for await (const { cells } of readRecords(sample, delimiter)) {
      if (cells) widths.push(cells.length);
      if (widths.length === sampled) break;
    }
    const widest = Math.max(0, ...widths);
    const alike = widths.filter((width) => width === widest).length;
    const score = widest <= 1 ? 0 : (alike / widths.length) * 100 + widest;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}
