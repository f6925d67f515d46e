import { FieldKind } from "../../contract/methods/playbook.ts";
import type { ScriptContent, ScriptField } from "../../contract/methods/playbook.ts";
import type { Said } from "../../contract/values.ts";
import { placeholdersOf } from "../replies/render-script.ts";
import { escapeLine, joinEscaped, splitEscaped, unescapeLine } from "./plain-list.ts";

/** `first name | firstName | needed | from: contact.firstName | empty: there`; a choice has `choices: a; b`. */
export function writeField({ name, kind, required, suggestFrom, fallback, options }: ScriptField): string {
  return [
    escapeLine(name, "|;"),
    kind,
    required ? "needed" : "optional",
    ...(suggestFrom === undefined ? [] : [`from: ${escapeLine(suggestFrom, "|;")}`]),
    ...(fallback === undefined ? [] : [`empty: ${escapeLine(fallback, "|;")}`]),
    ...(options === undefined ? [] : [`choices: ${joinEscaped(options, ";")}`]),
  ].join(" | ");
}

const bare = (text: string) => text.toLowerCase().replace(/[\s_-]/g, "");
const kinds = new Map(FieldKind.options.map((kind) => [bare(kind), kind]));

/** A field as `writeField` wrote it, or as somebody typed it; what stands only in a name is a needed text. */
export function readField(line: string): {
  readonly field: Omit<ScriptField, "usedIn"> | null;
  readonly problem: Said | null;
} {
  const [written = "", kindWord = "", needed = "", ...rest] = splitEscaped(line, "|");
  const name = unescapeLine(written).trim();
  const says = (code: string, params: Said["params"]): Said => ({ code: `playbook.problem.${code}`, params });
  if (name === "") return { field: null, problem: says("fieldNameless", { line }) };
  const kind = kindWord.trim() === "" ? "text" : kinds.get(bare(kindWord));
  if (!kind) return { field: null, problem: says("fieldKind", { name, kind: kindWord.trim() }) };
  const field: { -readonly [Key in keyof Omit<ScriptField, "usedIn">]: ScriptField[Key] } = {
    name,
    required: bare(needed) !== "optional",
    kind,
  };
  for (const part of rest) {
    const [, word = "", value = ""] = /^\s*(from|empty|choices):(?: ([\s\S]*))?$/.exec(part) ?? [];
    if (word === "from") field.suggestFrom = unescapeLine(value);
    else if (word === "empty") field.fallback = unescapeLine(value);
    else if (word === "choices") field.options = splitEscaped(value, ";").map(unescapeLine);
    else if (part.trim() !== "") return { field: null, problem: says("fieldPart", { name, part: part.trim() }) };
  }
  if (kind === "choice" && (field.options ?? []).length === 0)
    return { field: null, problem: says("fieldChoices", { name }) };
  return { field, problem: null };
}

const variants = ["body", "privateVariant", "holding"] as const;

/** In which of its texts a script has a field. */
export function usedIn(name: string, script: Pick<ScriptContent, (typeof variants)[number]>): string[] {
  return variants.filter((variant) => placeholdersOf(script[variant] ?? "").includes(name));
}
