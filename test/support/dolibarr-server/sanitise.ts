import type { Row } from "./tables.ts";

const htmlFields = new Set(["note_private", "note_public", "message", "note", "description"]);

/** What Dolibarr keeps of what is sent: no scripts, `&` escaped in rich text; no tags and no quotes in plain fields. */
export function sanitised(field: string, value: unknown): unknown {
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, sanitised(name, inner)]));
  if (typeof value !== "string") return value;
  return htmlFields.has(field) ? richText(value) : plainField(value);
}

export const sanitisedRow = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, sanitised(name, value)]));

function richText(text: string): string {
  return stripTags(text.replace(/<script\b[\s\S]*?(<\/script>|$)/gi, ""), /^<\/?(?:b|i|u|br|p|a|strong|em|ul|li)\b/i)
    .replace(/&(?!(?:amp|lt|gt|quot|#\d+);)/g, "&amp;")
    .trim();
}

function plainField(text: string): string {
  return stripTags(text.replace(/<script\b[\s\S]*?(<\/script>|$)/gi, ""), null)
    .replaceAll('"', "")
    .replaceAll("../", "")
    .trim();
}

/** As PHP does it: from a `<` that touches a character up to the next `>`, or to the end when there is none. */
function stripTags(text: string, kept: RegExp | null): string {
  return text.replace(/<[^\s>][^>]*(?:>|$)/g, (tag) => (kept?.test(tag) ? tag : ""));
}

/** Columns are so wide, and what is longer is cut without a word. */
const widths: Readonly<Record<string, number>> = {
  label: 128,
  lastname: 50,
  firstname: 50,
  phone_pro: 30,
  ref_ext: 255,
};

export function fitted<Fields extends Row | Record<string, unknown>>(fields: Fields): Fields {
  const cut = Object.entries(fields).map(([name, value]) => {
    const width = widths[name];
    return [name, typeof value === "string" && width !== undefined ? value.slice(0, width) : value];
  });
  return Object.fromEntries(cut) as Fields;
}
