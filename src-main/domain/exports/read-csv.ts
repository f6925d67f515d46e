/** A record of a CSV file: its text as it stands there without the line's end, and the line (from 1) on which it begins. */
export type CsvRecord = { readonly raw: string; readonly line: number };

/**
 * The records of a file after RFC 4180: they end with CRLF outside of quotes, or with LF where a program that saved the file
 * anew left no CRLF in it. A byte order mark is left out.
 */
export function csvRecords(content: string): readonly CsvRecord[] {
  const ending = content.includes("\r\n") ? "\r\n" : "\n";
  const records: CsvRecord[] = [];
  let [from, line, begun, isQuoted] = [content.startsWith("\uFEFF") ? 1 : 0, 1, 1, false];
  for (let at = from; at < content.length; at += 1) {
    const char = content[at];
    if (char === '"') isQuoted = !isQuoted;
    if (char !== "\n") continue;
    line += 1;
    const end = at + 1 - ending.length;
    if (isQuoted || !content.startsWith(ending, end)) continue;
    records.push({ raw: content.slice(from, end), line: begun });
    [from, begun] = [at + 1, line];
  }
  if (from < content.length) records.push({ raw: content.slice(from), line: begun });
  return records;
}

/** The cells of a record as they stand there: quotes off, the guard against formulas still on (see `unguarded`). */
export function csvCells(raw: string): readonly string[] {
  const cells: string[] = [];
  let [cell, isQuoted] = ["", false];
  for (let at = 0; at < raw.length; at += 1) {
    const char = raw.charAt(at);
    if (char === '"' && isQuoted && raw[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (char === '"') isQuoted = !isQuoted;
    else if (char === "," && !isQuoted) {
      cells.push(cell);
      cell = "";
    } else cell += char;
  }
  return [...cells, cell];
}
