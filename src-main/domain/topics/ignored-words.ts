import { parseQuery } from "../query/parse.ts";
import type { Piece, QueryNode } from "../query/query.ts";
import { tokenise } from "../text/tokenise.ts";

/** One word of a row of neighbours that is left out. */
type Part = Pick<Piece, "form" | "match" | "pattern">;
export type WordRow = readonly Part[];

/** Finds the longest of its rows that begins at a place of a row of forms; its length in words, or 0. */
export type FindRow = (forms: readonly string[], at: number) => number;

/** A name as a row of words; a hashtag of the same letters is the same name. */
export function rowsOfName(name: string): readonly WordRow[] {
  const forms = tokenise(name).map(({ form }) => form);
  if (forms.length === 0) return [];
  const rows = [forms, [`#${forms.join("")}`]];
  return rows.map((row) => row.map((form) => ({ form, match: "exact" })));
}

/**
 * The words that a query looks for in a text, without those after NOT and without hashtags: all that it matches says them, so
 * that they say nothing; a hashtag is a topic even where a watch waits for it.
 */
export function rowsOfQuery(node: QueryNode): readonly WordRow[] {
  if (node.kind === "not") return [];
  if (node.kind === "near") return [...rowsOfQuery(node.left), ...rowsOfQuery(node.right)];
  if (node.kind !== "term") return node.children.flatMap(rowsOfQuery);
  if (node.scope !== "words" && node.scope !== "title") return [];
  const rows = node.test.kind === "tokens" ? node.test.variants : node.test.kind === "exact" ? [node.test.pieces] : [];
  return rows.filter((row) => !row.some(({ form }) => form.startsWith("#")));
}

/** The same of a query as it is written; of one that cannot be read none. */
export function rowsOfWatch(query: string): readonly WordRow[] {
  const parsed = parseQuery(query, { allowSentiment: false });
  return parsed.ok ? rowsOfQuery(parsed.query.root) : [];
}

/** Makes a finder for rows of words; asked at every word, so that rows are kept by how they begin. */
export function createRowFinder(rows: readonly WordRow[]): FindRow {
  const byFirst = Map.groupBy(
    rows.filter((row) => row[0]?.match === "exact"),
    (row) => row[0]?.form ?? "",
  );
  const open = rows.filter((row) => row[0] !== undefined && row[0].match !== "exact");
  return (forms, at) => {
    let longest = 0;
    const first = bare(forms[at] ?? "");
    for (const row of byFirst.get(first) ?? [])
      if (row.length > longest && standsAt(row, forms, at)) longest = row.length;
    for (const row of open) if (row.length > longest && standsAt(row, forms, at)) longest = row.length;
    return longest;
  };
}

function standsAt(row: WordRow, forms: readonly string[], at: number): boolean {
  return row.every((part, index) => matches(part, bare(forms[at + index] ?? "")));
}

function matches({ form, match, pattern }: Part, word: string): boolean {
  if (match === "exact") return word === form;
  return match === "prefix" ? word.startsWith(form) : (pattern?.test(word) ?? false);
}

function bare(form: string): string {
  return form.endsWith("'s") ? form.slice(0, -2) : form;
}
