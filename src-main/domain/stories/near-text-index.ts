import { likenessOf, nearLikeness, reportSame, type TextPrint, type Voice } from "./near-text.ts";
import { createPrintTable, type Printed, type PrintTable } from "./print-table.ts";

const dayMs = 24 * 60 * 60_000;
/** How long a text is remembered, and how far apart two copies may be published. */
export const rememberedMs = 7 * dayMs;

/** Texts are kept in tables of half a week, the oldest of which is forgotten whole; a busy desk fills one sooner. */
const tableMs = rememberedMs / 2;
const mostInTable = 30_000;
const mostTables = 3;
const mostMatches = 12;

/** A remembered text that is near another. `id` is what it was added under. */
export type NearMatch = {
  readonly id: number;
  readonly likeness: number;
  /** Both report the same, so far as their words say. */
  readonly reportsSame: boolean;
  readonly voice: Voice;
};

/** When and where the text was said that near ones are looked for. */
export type Moment = { readonly publishedAt: number; readonly seenAt: number; readonly sourceId: number };

/** What was said in the last seven days, by its words. It is filled in the order of arrival. */
export type NearTextIndex = {
  /** Remembers a text; one that was added under the same id before is forgotten. */
  readonly add: (printed: Printed, print: TextPrint) => void;
  readonly forget: (id: number) => void;
  /** The remembered texts nearest to a print, the nearest first, of equally near ones the earliest. */
  readonly near: (print: TextPrint, of: Moment) => readonly NearMatch[];
  readonly size: () => number;
};

/** Tables are numbered as they are begun; a place is the number of the table and of the entry in it. */
const placeOf = (table: number, entry: number): number => table * mostInTable + entry;

export function createNearTextIndex(): NearTextIndex {
  let tables: readonly PrintTable[] = [];
  /** Of the first of `tables`. */
  let firstNumber = 0;
  const places = new Map<number, number>();

  const forget = (id: number) => {
    const place = places.get(id);
    if (place === undefined) return;
    tables[Math.floor(place / mostInTable) - firstNumber]?.drop(place % mostInTable);
    places.delete(id);
  };
  const dropFirst = () => {
    const [table, ...rest] = tables;
    for (let entry = 0; table && entry < table.size(); entry += 1) {
      const printed = table.printedOf(entry);
      if (printed && places.get(printed.id) === placeOf(firstNumber, entry)) places.delete(printed.id);
    }
    tables = rest;
    firstNumber += 1;
  };
  const tableFor = (seenAt: number): PrintTable => {
    const last = tables.at(-1);
    if (last && last.size() < mostInTable && seenAt < last.startedAt + tableMs) return last;
    const table = createPrintTable(seenAt);
    tables = [...tables, table];
    if (tables.length > mostTables) dropFirst();
    return table;
  };

  return {
    add: (printed, print) => {
      forget(printed.id);
      const table = tableFor(printed.seenAt);
      const entry = table.add(printed, print);
      places.set(printed.id, placeOf(firstNumber + tables.length - 1, entry));
    },
    forget,
    near: (print, of) =>
      tables
        .flatMap((table) => nearIn(table, print, of))
        .toSorted((a, b) => b.likeness - a.likeness || a.id - b.id)
        .slice(0, mostMatches),
    size: () => places.size,
  };
}

function nearIn(table: PrintTable, print: TextPrint, of: Moment): readonly NearMatch[] {
  const matches: NearMatch[] = [];
  for (const entry of table.candidates(print)) {
    const printed = table.printedOf(entry);
    if (!printed || !isRecent(printed, of)) continue;
    const other = table.printOf(entry);
    const likeness = likenessOf(print.pairs, other.pairs);
    if (likeness < nearLikeness) continue;
    const voice = table.voiceOf(entry);
    const inOneFeed = voice.sourceId === of.sourceId;
    const reportsSame = reportSame(print, other, { likeness, inOneFeed });
    matches.push({ id: printed.id, likeness, reportsSame, voice });
  }
  return matches;
}

function isRecent(printed: Omit<Printed, "voice">, of: Moment): boolean {
  return printed.seenAt > of.seenAt - rememberedMs && Math.abs(printed.publishedAt - of.publishedAt) <= rememberedMs;
}
