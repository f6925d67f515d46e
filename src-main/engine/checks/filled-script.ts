import { renderScript } from "../../domain/replies/render-script.ts";
import type { FieldKind, ScriptField } from "../../domain/replies/render-script.ts";

type TriedField = { readonly name: string; readonly kind: string; readonly options?: readonly string[] | undefined };

/** What such a field would hold, so that a script is judged by how it will read. */
const examples: Readonly<Record<string, string>> = {
  time: "15:00",
  date: "3 June",
  number: "3",
  amount: "£10",
  firstName: "Ann",
  known: "…",
  text: "…",
};

/** A script's words with an example in each of its fields: what its words alone are checked as. */
export function filledScript(words: string, fields: readonly TriedField[], hosts: readonly string[]): string {
  if (fields.length === 0) return words;
  const valueOf = ({ kind, options }: TriedField): string => {
    if (kind === "choice") return options?.[0] ?? "…";
    if (kind === "link") return hosts[0] ? `https://${hosts[0].replace(/^www\./, "")}/` : "…";
    return examples[kind] ?? "…";
  };
  const scriptFields = fields.map(({ name, kind }): ScriptField => ({
    name,
    required: true,
    // Only its being required matters for a rendering.
    kind: kind as FieldKind,
    usedIn: [],
  }));
  return renderScript(words, scriptFields, Object.fromEntries(fields.map((field) => [field.name, valueOf(field)])))
    .text;
}
