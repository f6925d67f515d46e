import type { FieldKind, FieldSource } from "../../../src-main/contract/methods/playbook.ts";
import type { ScriptDraft, TypedField } from "./script-draft.ts";

/** What the desk can fill in by itself, and the closed kind that keeps an approval as a template sound. */
export const snippets: readonly { readonly source: FieldSource; readonly kind: FieldKind }[] = [
  { source: "contact.firstName", kind: "firstName" },
  { source: "contact.handle", kind: "known" },
  { source: "person.firstName", kind: "firstName" },
  { source: "firm.name", kind: "known" },
  { source: "case.reference", kind: "known" },
  { source: "case.promised", kind: "known" },
  { source: "case.line", kind: "text" },
  { source: "post.place", kind: "known" },
  { source: "today.date", kind: "date" },
  { source: "clock.now", kind: "time" },
];

export const newField = (name: string): TypedField => ({
  ...{ name, kind: "text", isRequired: true, options: "", suggestFrom: "", fallback: "" },
});

/** The draft with a field that fills itself from a source, and the name that it has there: the one it had before, if any. */
export function withSnippet(
  draft: ScriptDraft,
  { source, kind, name }: { source: FieldSource; kind: FieldKind; name: string },
): { draft: ScriptDraft; name: string } {
  const known = draft.fields.find((field) => field.suggestFrom === source);
  if (known) return { draft, name: known.name };
  const isTaken = draft.fields.some((field) => field.name === name);
  if (isTaken) return { draft, name };
  return { draft: { ...draft, fields: [...draft.fields, { ...newField(name), kind, suggestFrom: source }] }, name };
}
