/** What a cell holds; null is empty: never 0, "null" or a dash. Instants are ISO 8601 UTC texts. */
export type Cell = string | number | boolean | null;

export type TableColumn = {
  readonly name: string;
  /** What it means, with its unit; goes to the sidecar and the header sheet. */
  readonly means: string;
  /** Its part of the page's width among the others' parts; left out: 1. */
  readonly share?: number;
};

/** Rows of one kind; a workbook has a sheet for each, a PDF a section. */
export type Table = {
  readonly name: string;
  readonly columns: readonly TableColumn[];
  /** Read once, from first to last; a cell for each column. */
  readonly rows: AsyncIterable<readonly Cell[]>;
};

/** What stands over the tables: title, period, time zone, versions, definitions, as words and values. */
export type DocumentHead = {
  readonly title: string;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  /** What the columns and figures mean. */
  readonly definitions: readonly { readonly name: string; readonly means: string }[];
  /** Headings of the writer's own, as words. */
  readonly words: {
    readonly about: string;
    readonly definitions: string;
    readonly page: (page: number) => string;
    readonly lacking: (count: number) => string;
  };
  /** What stands under the last row; asked for when all rows were read. */
  readonly foot: () => readonly string[];
};

/** Writes tables as a document, piece by piece: memory does not grow with the rows. Ends early when the signal aborts. */
export type TableWriter = (
  head: DocumentHead,
  tables: readonly Table[],
  out: { readonly write: (bytes: Uint8Array) => Promise<void>; readonly signal: AbortSignal },
) => Promise<void>;

/** The formats that need a library. Text in them is text: no cell is ever a formula. */
export type TableWriters = { readonly xlsx: TableWriter; readonly pdf: TableWriter };
