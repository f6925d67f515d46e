export type FieldKind = "time" | "date" | "number" | "amount" | "link" | "choice" | "firstName" | "known" | "text";

export type ScriptField = {
  readonly name: string;
  readonly required: boolean;
  readonly kind: FieldKind;
  readonly options?: readonly string[] | undefined;
  readonly suggestFrom?: string | undefined;
  /** What stands in the text while the field is empty. */
  readonly fallback?: string | undefined;
  readonly usedIn: readonly string[];
};

export type ScriptVariant = "body" | "privateVariant" | "holding";

const placeholder = /\{\{\s*([^{}]+?)\s*\}\}/g;

/** The names of the placeholders of a text, in order of first appearance. */
export function placeholdersOf(text: string): readonly string[] {
  return [...new Set([...text.matchAll(placeholder)].map((match) => match[1] ?? ""))];
}

/** What an empty field says instead; "" when it has nothing to say. */
export function fallbackOf(field: Pick<ScriptField, "fallback"> | undefined): string {
  return withoutBraces(field?.fallback ?? "");
}

/**
 * Puts values into a script. An empty field shows its fallback. A required one that has none keeps its `{{name}}`, so that
 * it is seen and blocks submit; an optional one disappears together with one space before it.
 * @example renderScript("Hello {{first name}}!", fields, { "first name": "Ann" }) → { text: "Hello Ann!", emptyFields: [] }
 */
export function renderScript(
  words: string,
  fields: readonly ScriptField[],
  values: Readonly<Record<string, string>>,
): { readonly text: string; readonly emptyFields: readonly string[] } {
  const known = new Map(fields.map((field) => [field.name, field]));
  const emptyFields: string[] = [];
  const text = words.replace(/( ?)\{\{\s*([^{}]+?)\s*\}\}/g, (_all, space: string, name: string) => {
    const field = known.get(name);
    const value = valueOf(values, name) || fallbackOf(field);
    if (value !== "") return space + value;
    if (field?.required === false) return "";
    if (!emptyFields.includes(name)) emptyFields.push(name);
    return `${space}{{${name}}}`;
  });
  return { text, emptyFields };
}

function valueOf(values: Readonly<Record<string, string>>, name: string): string {
  return withoutBraces((Object.hasOwn(values, name) ? values[name] : undefined) ?? "");
}

/** A value must not smuggle in a placeholder of its own: braces are taken out. */
function withoutBraces(value: string): string {
  return value.replaceAll("{{", "").replaceAll("}}", "").trim();
}
