import type { ScriptContent } from "../../../src-main/contract/methods/playbook.ts";
import type { useWords } from "../../lib/words.ts";

type Say = ReturnType<typeof useWords>["t"];

/** A version in words, a fact a line: what two versions are compared by. */
export function sayContent(script: ScriptContent, t: Say): string {
  const { name, mentionType, whenToUse, department, bucket, language, networks, synonyms, approval } = script;
  const facts: readonly [string, string][] = [
    [t("playbook.field.name"), name],
    [t("playbook.field.mentionType"), mentionType],
    [t("playbook.field.whenToUse"), whenToUse],
    [t("playbook.field.bucket"), t(`bucket.${bucket}`)],
    [t("playbook.field.department"), department ?? ""],
    [t("playbook.field.language"), language ?? ""],
    [t("playbook.field.networks"), networks.map((one) => t(`network.${one}`)).join(", ")],
    [t("playbook.field.synonyms"), synonyms.join(", ")],
    [
      t("playbook.field.approvers"),
      t(`playbook.approverCount.${approval.approvers === 0 ? 0 : approval.approvers === 1 ? 1 : 2}`),
    ],
    [t("playbook.field.by"), approval.by.map((role) => t(`role.${role}`)).join(", ")],
    [t("playbook.text.body"), script.body],
    [t("playbook.text.privateVariant"), script.privateVariant ?? ""],
    [t("playbook.text.holding"), script.holding ?? ""],
    ...script.fields.map((field): [string, string] => [`{{${field.name}}}`, sayField(field, t)]),
  ];
  return facts
    .filter(([, words]) => words !== "")
    .map(([says, words]) => `${says}: ${words}`)
    .join("\n");
}

function sayField({ kind, required, fallback, suggestFrom, options }: ScriptContent["fields"][number], t: Say): string {
  return [
    t(`playbook.kind.${kind}`),
    ...(required ? [t("playbook.required")] : []),
    ...(suggestFrom === undefined ? [] : [suggestFrom]),
    ...(fallback === undefined ? [] : [`"${fallback}"`]),
    ...(options ?? []),
  ].join(", ");
}
