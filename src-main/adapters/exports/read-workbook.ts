import { readXlsx } from "hucre/xlsx";

/** All sheets of a workbook with the values of their cells; null when it cannot be read. */
export async function readWorkbook(
  bytes: Uint8Array,
): Promise<readonly { readonly name: string; readonly rows: readonly (readonly unknown[])[] }[] | null> {
  try {
    return (await readXlsx(bytes)).sheets.map(({ name, rows }) => ({ name, rows }));
  } catch {
    return null; // no workbook any more: whoever asked says so
  }
}
