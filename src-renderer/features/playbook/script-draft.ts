import type { FieldKind, Script, ScriptContent, ScriptField } from "../../../src-main/contract/methods/playbook.ts";
import type { Network, Role } from "../../../src-main/contract/values.ts";
import type { WordKey, WordParams } from "../../lib/words.ts";

export const fieldKinds = [
  ...(["text", "time", "date", "number", "amount", "link", "choice", "firstName", "known"] as const),
] as const satisfies readonly FieldKind[];
export const variants = ["body", "privateVariant", "holding"] as const;
export type Variant = (typeof variants)[number];
export const approverRoles = ["corpcomm", "legal"] as const satisfies readonly Role[];

/** A field as it is edited: choices a line each. */
export type TypedField = {
  readonly name: string;
  readonly kind: FieldKind;
  readonly isRequired: boolean;
  readonly options: string;
  readonly suggestFrom: string;
  readonly fallback: string;
};

export type ScriptDraft = {
  readonly key: string;
  readonly name: string;
  readonly mentionType: string;
  readonly whenToUse: string;
  readonly department: string;
  readonly bucket: Script["bucket"];
  readonly language: string;
  readonly networks: readonly Network[];
  readonly synonyms: string;
  readonly body: string;
  readonly privateVariant: string;
  readonly holding: string;
  readonly fields: readonly TypedField[];
  readonly approvers: 0 | 1 | 2;
  readonly by: readonly Role[];
};

const empty: ScriptDraft = {
  ...{ key: "", name: "", mentionType: "", whenToUse: "", department: "", bucket: "care", language: "" },
  ...{
    networks: [],
    synonyms: "",
    body: "",
    privateVariant: "",
    holding: "",
    fields: [],
    approvers: 1,
    by: ["corpcomm"],
  },
};

export function toScriptDraft(script: ScriptContent | null): ScriptDraft {
  if (!script) return empty;
  const { key, name, mentionType, whenToUse, bucket, networks, body, approval } = script;
  return {
    ...{ key, name, mentionType, whenToUse, bucket, networks, body },
    department: script.department ?? "",
    language: script.language ?? "",
    synonyms: script.synonyms.join(", "),
    privateVariant: script.privateVariant ?? "",
    holding: script.holding ?? "",
    fields: script.fields.map((field) => ({
      name: field.name,
      kind: field.kind,
      isRequired: field.required,
      options: (field.options ?? []).join("\n"),
      suggestFrom: field.suggestFrom ?? "",
      fallback: field.fallback ?? "",
    })),
    approvers: approval.approvers === 0 ? 0 : approval.approvers === 1 ? 1 : 2,
    by: approval.by,
  };
}

/** The names between two braces, in the order of their first appearance. */
export function namesIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\{\{\s*([^{}]+?)\s*\}\}/g)].map(([, name = ""]) => name))];
}

const textsOf = (draft: ScriptDraft) => variants.map((variant) => draft[variant]).join("\n");

/** Names in the texts that no field is declared for: nothing could ever fill them. */
export function namesWithoutField(draft: ScriptDraft): readonly string[] {
  return namesIn(textsOf(draft)).filter((name) => !draft.fields.some((field) => field.name === name));
}

/** Fields that stand in none of the texts. */
export function unusedFields(draft: ScriptDraft): readonly string[] {
  const named = new Set(namesIn(textsOf(draft)));
  return draft.fields.map(({ name }) => name).filter((name) => !named.has(name));
}

export type Faults = Readonly<Record<string, { says: WordKey; params?: WordParams }>>;

/** What the engine takes, and what is wrong with it by the name of its field. */
export function readScript(draft: ScriptDraft, known: Script | null): { script: ScriptContent; faults: Faults } {
  const missing = namesWithoutField(draft);
  const choice = draft.fields.find(({ kind, options }) => kind === "choice" && readLines(options).length === 0);
  const faults: Faults = {
    ...(draft.name.trim() === "" && { name: { says: "playbook.needed" } }),
    ...(draft.body.trim() === "" && { body: { says: "playbook.needed" } }),
    ...(draft.approvers > 0 && draft.by.length === 0 && { by: { says: "playbook.byNeeded" } }),
    ...(missing.length > 0 && { fields: { says: "playbook.fieldsNeeded", params: { names: missing.join(", ") } } }),
    ...(choice && { [`field.${choice.name}`]: { says: "playbook.optionsNeeded" } }),
  };
  const script: ScriptContent = {
    key: known?.key ?? keyOf(draft.name),
    ...{ name: draft.name.trim(), mentionType: draft.mentionType.trim(), whenToUse: draft.whenToUse.trim() },
    ...{ department: orNull(draft.department.trim()), bucket: draft.bucket, language: orNull(draft.language) },
    ...{ networks: [...draft.networks], synonyms: readLines(draft.synonyms.replaceAll(",", "\n")) },
    ...{ body: draft.body, privateVariant: orNull(draft.privateVariant), holding: orNull(draft.holding) },
    fields: draft.fields.map((field) => fieldOf(field, draft)),
    approval: { approvers: draft.approvers, by: [...draft.by] },
  };
  return { script, faults };
}

function fieldOf(
  { name, kind, isRequired, options, suggestFrom, fallback }: TypedField,
  draft: ScriptDraft,
): ScriptField {
  return {
    ...{ name, kind, required: isRequired },
    usedIn: variants.filter((variant) => namesIn(draft[variant]).includes(name)),
    ...(kind === "choice" && { options: readLines(options) }),
    ...(suggestFrom !== "" && { suggestFrom }),
    ...(fallback.trim() !== "" && { fallback: fallback.trim() }),
  };
}

const orNull = (words: string) => (words.trim() === "" ? null : words);

function readLines(text: string): string[] {
  return [...new Set(text.split("\n").map((line) => line.trim()))].filter((line) => line !== "");
}

/** "Cancelled sailing, refund" is filed under "cancelled-sailing-refund". */
function keyOf(name: string): string {
  const words = name
    .normalize("NFKD")
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu);
  return words?.join("-") ?? "";
}
