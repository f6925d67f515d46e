import type { TableColumn } from "../../ports/table-writer.ts";
import type { Say } from "../store/mention-shape.ts";

/** Columns by name, with what they mean from the catalogue. */
export function sayColumns(say: Say, of: string, names: readonly string[]): readonly TableColumn[] {
  return names.map((name) => ({ name, means: say({ code: `export.column.${of}.${name}`, params: {} }) }));
}
