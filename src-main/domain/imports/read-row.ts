import type { ImportReading } from "../../contract/methods/by-hand.ts";
import type { Network, Said } from "../../contract/values.ts";
import { networkNamed } from "./network-named.ts";
import { readDate } from "./read-date.ts";

/** A row as it would be stored. A cell that looks like a formula is text like any other. */
export type ImportedRow = {
  readonly publishedAt: number;
  readonly author: string | null;
  readonly handle: string | null;
  readonly title: string | null;
  readonly text: string;
  readonly url: string | null;
  readonly network: Network;
  readonly lang: string | null;
};

export type ReadRow = { readonly row: ImportedRow } | { readonly problem: Said };

/** How far ahead a date may be: clocks differ. */
const mostAheadMs = 10 * 60_000;
const earliest = Date.UTC(1995, 0, 1);

type RowContext = {
  readonly reading: ImportReading;
  /** How many columns the headings name. */
  readonly width: number;
  readonly now: number;
  /** Cuts what no person wrote: control and direction characters. */
  readonly clean: (text: string) => string;
};

/**
 * Reads the cells of one row; what keeps it from being stored is said in words: more cells than headings, no words, a
 * date that is missing, unreadable, before 1995 or in the future, a link that is none.
 */
export function readRow(cells: readonly string[], { reading, width, now, clean }: RowContext): ReadRow {
  if (cells.slice(width).some((cell) => cell.trim() !== ""))
    return problem("tooManyCells", { cells: cells.length, width });
  const cell = (field: keyof ImportReading["columns"]): string => {
    const at = reading.columns[field];
    return at === undefined ? "" : clean(cells[at] ?? "").trim();
  };
  const [title, text] = [cell("title"), cell("text")];
  if (title === "" && text === "") return problem("noWords");
  const written = [cell("date"), cell("time")].filter((part) => part !== "").join(" ");
  if (cell("date") === "") return problem("noDate");
  const publishedAt = readDate(written, reading);
  if (publishedAt === null) return problem("dateUnread", { date: written.slice(0, 60) });
  if (publishedAt > now + mostAheadMs) return problem("dateAhead", { date: written.slice(0, 60) });
  if (publishedAt < earliest) return problem("dateTooOld", { date: written.slice(0, 60) });
  const url = cell("url");
  if (url !== "" && !isWebAddress(url)) return problem("linkUnread", { link: url.slice(0, 60) });
  const link = url === "" ? null : url;
  const lang = /^[a-z]{2,3}(?=$|[-_])/i.exec(cell("language"))?.[0].toLowerCase() ?? null;
  return {
    row: {
      publishedAt: Math.min(publishedAt, now),
      author: orNull(cell("author").slice(0, 300)),
      handle: orNull(cell("handle").slice(0, 300)),
      title: text === "" ? null : orNull(title.slice(0, 2000)),
      text: (text === "" ? title : text).slice(0, 100_000),
      url: link,
      network: networkNamed(orNull(cell("network")), link),
      lang,
    },
  };
}

const orNull = (text: string): string | null => (text === "" ? null : text);

function problem(what: string, params: Said["params"] = {}): ReadRow {
  return { problem: { code: `import.problem.${what}`, params } };
}

function isWebAddress(text: string): boolean {
  const url = text.length > 2000 ? null : URL.parse(text);
  return (url?.protocol === "https:" || url?.protocol === "http:") && url.username === "" && url.password === "";
}
