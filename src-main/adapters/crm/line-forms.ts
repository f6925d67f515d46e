import { crmCsvHeader, crmCsvLine } from "../../domain/crm/csv-line.ts";
import type { CrmLine } from "../../domain/crm/interaction.ts";
import { createCsvKeys, isWholeRow } from "./csv-keys.ts";
import type { KeyReader } from "./key-reader.ts";
import { createNdjsonKeys, keyOfJson } from "./ndjson-keys.ts";

/** One form of a file of lines. */
export type LineForm = {
  readonly extension: "ndjson" | "csv";
  /** What a file of today's form begins with, the usual one first; all else is another's, or of an older form. */
  readonly heads: readonly string[];
  readonly line: (line: CrmLine) => string;
  /** What ends a line, and stands nowhere within one. */
  readonly end: "\n" | "\r\n";
  /** Whether the text after the last line end only lacks that end. */
  readonly isWhole: (text: string) => boolean;
  readonly createKeyReader: () => KeyReader;
};

export const byteOrderMark = "\uFEFF";

export const lineForms: Readonly<Record<LineForm["extension"], LineForm>> = {
  ndjson: {
    ...{ extension: "ndjson", heads: ["{"], end: "\n" },
    line: (line) => `${JSON.stringify(line)}\n`,
    isWhole: (text) => keyOfJson(text) !== null,
    createKeyReader: createNdjsonKeys,
  },
  csv: {
    ...{ extension: "csv", heads: [crmCsvHeader, `${byteOrderMark}${crmCsvHeader}`], end: "\r\n" },
    line: crmCsvLine,
    isWhole: (text) => isWholeRow(text, crmCsvHeader.split(",").length),
    createKeyReader: createCsvKeys,
  },
};
