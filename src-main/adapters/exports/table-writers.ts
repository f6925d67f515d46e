import type { TableWriters } from "../../ports/table-writer.ts";
import { createPdfWriter } from "./pdf.ts";
import { writeXlsx } from "./xlsx.ts";

/** Workbooks and printed documents; the fonts of the latter come with the program. */
export function createTableWriters({ fontsFolder }: { readonly fontsFolder: string }): TableWriters {
  return { xlsx: writeXlsx, pdf: createPdfWriter({ fontsFolder }) };
}
