import { CompiledQuery } from "kysely";
import type { Insertable } from "kysely";
import type { ManyRows } from "./connection.ts";
import type { Trx } from "./open.ts";
import type { Schema } from "./schema.ts";

/**
 * Inserts rows of one shape by one prepared statement. Building a statement of many rows anew for every batch costs more
 * than SQLite needs to store them.
 */
export async function insertRows<Table extends keyof Schema>(
  trx: Trx,
  table: Table,
  rows: readonly Insertable<Schema[Table]>[],
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const columns = Object.keys(first);
  const names = columns.map((name) => `"${name}"`).join(", ");
  const insert = CompiledQuery.raw(`INSERT INTO "${table}" (${names}) VALUES (${columns.map(() => "?").join(", ")})`);
  const many: ManyRows = { ...insert, manyRows: rows.map((row) => valuesOf(row, columns)) };
  await trx.executeQuery(many);
}

function valuesOf(row: object, columns: readonly string[]): readonly unknown[] {
  const values = new Map<string, unknown>(Object.entries(row));
  if (values.size !== columns.length) throw new Error("Rows of one statement have the same columns");
  return columns.map((name) => values.get(name));
}
