import type { Script } from "../../../src-main/contract/methods/playbook.ts";
import type { Role } from "../../../src-main/contract/values.ts";
import type { Input } from "../../lib/engine.ts";
import { readLines } from "./read-words.ts";
import type { Faults } from "./use-section.ts";

export const fieldKinds = [
  "text",
  "time",
  "date",
  "number",
  "amount",
  "link",
  "choice",
  "firstName",
] as const satisfies readonly Script["fields"][number]["kind"][];
export type FieldKind = (typeof fieldKinds)[number];
export const variants = ["body", "privateVariant", "holding"] as const;
export const approverRoles = ["corpcomm", "legal"] as const satisfies readonly Role[];

type TypedField = { readonly kind: FieldKind; readonly isRequired: boolean; readonly options: string };

export type ScriptDraft = {
  readonly key: string;
  readonly name: string;
  readonly whenToUse: string;
  readonly department: string;
  readonly bucket: Script["bucket"];
  readonly body: string;
  readonly privateVariant: string;
  readonly holding: string;
  /** What is known of a field, by its name in the text; it stays when the name leaves the text for a moment. */
  readonly fields: Readonly<Record<string, TypedField>>;
  readonly approvers: 0 | 1 | 2;
  readonly by: readonly Role[];
};

export const newField: TypedField = { kind: "text", isRequired: true, options: "" };

export function toScriptDraft(script: Script | null): ScriptDraft {
  if (!script)
    return {
      key: "",
      name: "",
      whenToUse: "",
      department: "",
      bucket: "care",
      body: "",
      privateVariant: "",
      holding: "",
      fields: {},
      approvers: 1,
      by: ["corpcomm"],
    };
  const { key, name, whenToUse, department, bucket, body, privateVariant, holding, approval } = script;
  const fields = Object.fromEntries(
    script.fields.map((field): [string, TypedField] => [
      field.name,
      { kind: field.kind, isRequired: field.required, options: (field.options ?? []).join("\n") },
    ]),
  );
  const approvers = approval.approvers === 0 ? 0 : approval.approvers === 1 ? 1 : 2;
  return {
    key,
    name,
    whenToUse,
    department: department ?? "",
    bucket,
    body,
    privateVariant: privateVariant ?? "",
    holding: holding ?? "",
    fields,
    approvers,
    by: approval.by,
  };
}

/** The names between two braces, in the order of the texts. */
export function fieldNamesIn(draft: Pick<ScriptDraft, (typeof variants)[number]>): string[] {
  const words = variants.map((variant) => draft[variant]).join("\n");
  return [...new Set([...words.matchAll(/\{\{\s*([^{}]+?)\s*\}\}/g)].map((found) => found[1] ?? ""))];
}

/** What the engine takes, and what is wrong with it. A text that lost its last field loses the field too. */
export function readScript(
  draft: ScriptDraft,
  known: Script | null,
): { script: Input<"playbook.save">["script"]; faults: Faults } {
  const fields = fieldNamesIn(draft).map((name) => {
    const { kind, isRequired, options } = draft.fields[name] ?? newField;
    const before = known?.fields.find((field) => field.name === name);
    const usedIn = variants.filter((variant) =>
      fieldNamesIn({ body: "", privateVariant: "", holding: "", [variant]: draft[variant] }).includes(name),
    );
    return {
      name,
      kind,
      required: isRequired,
      usedIn,
      ...(kind === "choice" && { options: readLines(options) }),
      ...(before?.suggestFrom !== undefined && { suggestFrom: before.suggestFrom }),
    };
  });
  const emptyChoice = fields.find((field) => field.kind === "choice" && field.options?.length === 0);
  const faults: Faults = {
    ...(draft.name.trim() === "" && { name: { says: "settings.needed" } }),
    ...(draft.body.trim() === "" && { body: { says: "settings.needed" } }),
    ...(draft.approvers > 0 && draft.by.length === 0 && { by: { says: "settings.playbook.byNeeded" } }),
    ...(emptyChoice && { [`field.${emptyChoice.name}`]: { says: "settings.playbook.optionsNeeded" } }),
  };
  const wordsOrNone = (words: string) => (words.trim() === "" ? null : words);
  const script = {
    key: known?.key ?? keyOf(draft.name),
    name: draft.name.trim(),
    whenToUse: draft.whenToUse.trim(),
    department: wordsOrNone(draft.department.trim()),
    bucket: draft.bucket,
    body: draft.body,
    privateVariant: wordsOrNone(draft.privateVariant),
    holding: wordsOrNone(draft.holding),
    fields,
    approval: { approvers: draft.approvers, by: [...draft.by] },
  };
  return { script, faults };
}

/** "Cancelled sailing, refund" is filed under "cancelled-sailing-refund". */
function keyOf(name: string): string {
  const words = name
    .normalize("NFKD")
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu);
  return words?.join("-") ?? "";
}
