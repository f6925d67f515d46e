import type { ScriptField } from "../../../src-main/contract/methods/playbook.ts";
import type { Reply } from "../../../src-main/contract/methods/replies.ts";

/** A stretch of a script: words as they are, or a place for a value with the space before it. */
export type ScriptPiece =
  | { readonly kind: "words"; readonly text: string; readonly isPrefix?: true }
  | { readonly kind: "field"; readonly name: string; readonly space: string; readonly field: ScriptField };

/** The script of a reply, cut at its fields. */
export type Template = readonly ScriptPiece[];

/** What a person has typed: values for a script's fields, and free words where they replace the script. */
export type DraftWords = { readonly fields: Readonly<Record<string, string>>; readonly text: string | null };

/** Cuts a script's words at `{{name}}`; a name nobody declared is a required text. */
export function cutScript(words: string, fields: readonly ScriptField[]): Template {
  const pieces: ScriptPiece[] = [];
  let at = 0;
  for (const match of words.matchAll(/( ?)\{\{\s*([^{}]+?)\s*\}\}/g)) {
    const [all, space = "", name = ""] = match;
    if (match.index > at) pieces.push({ kind: "words", text: words.slice(at, match.index) });
    const field = fields.find((one) => one.name === name) ?? { name, required: true, kind: "text", usedIn: [] };
    pieces.push({ kind: "field", name, space, field });
    at = match.index + all.length;
  }
  if (at < words.length) pieces.push({ kind: "words", text: words.slice(at) });
  return pieces;
}

/** A script behind the name that a reply's network needs: a piece of its own, so that no empty field takes its space along. */
export function behindPrefix(prefix: string, template: Template): Template {
  return prefix === "" ? template : [{ kind: "words", text: prefix, isPrefix: true }, ...template];
}

/** What an empty field says instead; "" when it has nothing to say. */
export function fallbackOf({ fallback }: ScriptField): string {
  return cleanValue(fallback);
}

/**
 * The text as the engine will write it: an empty field shows its fallback; without one a required field keeps its braces,
 * and an optional one goes with its space.
 */
export function renderTemplate(template: Template, values: DraftWords["fields"]): string {
  return template
    .map((piece) => {
      if (piece.kind === "words") return piece.text;
      const value = cleanValue(values[piece.name]) || fallbackOf(piece.field);
      if (value !== "") return piece.space + value;
      return piece.field.required ? `${piece.space}{{${piece.name}}}` : "";
    })
    .join("");
}

function cleanValue(value: string | undefined): string {
  return (value ?? "").replaceAll("{{", "").replaceAll("}}", "").trim();
}

/** The whole text of what was typed. */
export function textOf(words: DraftWords, template: Template | null): string {
  return words.text ?? (template ? renderTemplate(template, words.fields) : "");
}

/**
 * What was typed into a stored reply: only values where the script renders to exactly its text, else its words too. The
 * reply says what stands before the script: with another account of ours that is something else.
 */
export function draftWordsOf(reply: Pick<Reply, "fields" | "text" | "prefix">, template: Template | null): DraftWords {
  const script = template?.filter((piece) => piece.kind === "field" || !piece.isPrefix) ?? null;
  const isRendered = script !== null && reply.prefix + renderTemplate(script, reply.fields) === reply.text;
  return { fields: reply.fields, text: isRendered ? null : reply.text };
}

/** Names of what still must be filled in, in the order of the text. */
export function emptyFieldsOf(words: DraftWords, template: Template | null): readonly string[] {
  return [...new Set([...textOf(words, template).matchAll(/\{\{\s*([^{}]+?)\s*\}\}/g)].map(([, name = ""]) => name))];
}

/** Names of all required fields, in the order of the text. */
export function requiredFieldsOf(template: Template): readonly string[] {
  return [
    ...new Set(template.flatMap((piece) => (piece.kind === "field" && piece.field.required ? [piece.name] : []))),
  ];
}

export function sameWords(one: DraftWords, other: DraftWords): boolean {
  const names = new Set([...Object.keys(one.fields), ...Object.keys(other.fields)]);
  return one.text === other.text && [...names].every((name) => (one.fields[name] ?? "") === (other.fields[name] ?? ""));
}
