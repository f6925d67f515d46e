import type { SourceTemplate, TemplateField } from "../../src-main/contract/methods/discovery.ts";

export type TemplateValues = Readonly<Partial<Record<TemplateField["name"], string>>>;

/** A host as people write it: with a scheme, a path or a "@" before it. */
const hostOf = (written: string): string =>
  written
    .replace(/^[a-z]+:\/\//i, "")
    .replace(/^@/, "")
    .replace(/[/?#].*$/, "")
    .toLowerCase();

const cleaned: Readonly<Partial<Record<TemplateField["name"], (written: string) => string>>> = {
  host: hostOf,
  tag: (written) => written.replace(/^#/, ""),
  board: (written) => written.replace(/^\/?[rc]\//, ""),
  account: (written) => written.replace(/^@/, ""),
};

/**
 * The address of a template with its fields filled in and encoded: `"late ferry" OR bus` becomes
 * `%22late%20ferry%22%20OR%20bus`. Null while a field is empty.
 */
export function fillTemplate(
  { url, fields }: Pick<SourceTemplate, "url" | "fields">,
  values: TemplateValues,
): string | null {
  let filled = url;
  for (const { name } of fields) {
    const written = (values[name] ?? "").trim();
    const value = cleaned[name]?.(written) ?? written;
    if (value === "") return null;
    // A server's port, and the stroke within the numbers of an alert, stay as they are.
    const encoded = name === "host" || name === "id" ? encodeURI(value) : encodeURIComponent(value);
    filled = filled.replaceAll(`{${name}}`, () => encoded);
  }
  return filled;
}

/** What stands in the fields at first: the template's own values, and the firm's name where words are wanted. */
export function firstValues({ fields }: Pick<SourceTemplate, "fields">, firm: string): TemplateValues {
  const own = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
  const words = firm.includes(" ") ? `"${firm}"` : firm;
  return {
    ...own,
    ...("query" in own && { query: words }),
    ...("tag" in own && { tag: firm.replaceAll(/[^\p{L}\p{N}_]/gu, "") }),
  };
}
