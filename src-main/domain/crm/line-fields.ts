import type { CrmLine } from "./interaction.ts";

/** Every known field of a line in its order, as `mention.text` and its value; lists have one value a line. */
export function lineFields(line: CrmLine): { field: string; value: string }[] {
  return fieldsOf("", line);
}

function fieldsOf(field: string, value: unknown): { field: string; value: string }[] {
  if (value === null || value === undefined || value === "") return [];
  if (Array.isArray(value)) return value.length === 0 ? [] : [{ field, value: value.map(String).join("\n") }];
  if (typeof value !== "object") return [{ field, value: typeof value === "string" ? value : JSON.stringify(value) }];
  return Object.entries(value).flatMap(([name, inner]) => fieldsOf(field === "" ? name : `${field}.${name}`, inner));
}
