export type FieldKind = "time" | "date" | "number" | "amount" | "link" | "choice" | "firstName" | "text";

export type ScriptField = {
  readonly name: string;
  readonly required: boolean;
  readonly kind: FieldKind;
  readonly options?: readonly string[] | undefined;
  readonly suggestFrom?: string | undefined;
  readonly usedIn: readonly string[];
};

export type ScriptVariant = "body" | "privateVariant" | "holding";

const placeholder = /\{\{\s*([^{}]+?)\s*\}\}/g;

/** The names of the placeholders of a text, in order of first appearance. */
export function placeholdersOf(text: string): readonly string[] {
  return [...new Set([...text.matchAll(placeholder)].map((match) => match[1] ?? ""))];
}

/**
 * Puts values into a script. A required field without a value keeps its `{{name}}`, so that it is seen and blocks
 * submit; an optional one disappears together with one space before it.
 * @example renderScript("Hello {{first name}}!", fields, { "first name": "Ann" }) → { text: "Hello Ann!", emptyFields: [] }
 */
export function renderScript(
  words: string,
  fields: readonly ScriptField[],
  values: Readonly<Record<string, string>>,
): { readonly text: string; readonly emptyFields: readonly string[] } {
  const optional = new Set(fields.filter((field) => !field.required).map((field) => field.name));
  const emptyFields: string[] = [];
  const text = words.replace(/( ?)\{\{\s*([^{}]+?)\s*\}\}/g, (_all, space: string, name: string) => {
    const value = valueOf(values, name);
    if (value !== "") return space + value;
    if (optional.has(name)) return "";
    if (!emptyFields.includes(name)) emptyFields.push(name);
    return `${space}{{${name}}}`;
  });
  return { text, emptyFields };
}

/** A value must not smuggle in a placeholder of its own: braces are taken out. */
function valueOf(values: Readonly<Record<string, string>>, name: string): string {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  return (value ?? "").replaceAll("{{", "").replaceAll("}}", "").trim();
}
