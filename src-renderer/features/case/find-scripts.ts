import type { Script } from "../../../src-main/contract/methods/playbook.ts";
import type { Bucket } from "../../../src-main/contract/values.ts";
import type { Beginning } from "./use-reply-acts.ts";

export type ScriptOption = { key: string; script: Script | null; beginning: Beginning; isSuggested: boolean };

type Asked = { search: string; bucket: Bucket; suggestedId: string | null };

/**
 * Scripts with their variants in the order in which they help: the suggested one, then those of the case's bucket, then
 * by use; free words last. A search keeps those whose name or use has all its words.
 */
export function findScripts(
  scripts: readonly Script[],
  { search, bucket, suggestedId }: Asked,
): readonly ScriptOption[] {
  const wanted = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const rank = (script: Script) => (script.id === suggestedId ? 2 : script.bucket === bucket ? 1 : 0);
  const found = scripts
    .filter((script) =>
      wanted.every((word) =>
        `${script.name} ${script.whenToUse} ${script.department ?? ""}`.toLocaleLowerCase().includes(word),
      ),
    )
    .toSorted((one, other) => rank(other) - rank(one) || other.uses - one.uses || one.name.localeCompare(other.name));
  const option = (script: Script, variant: Beginning["variant"]): ScriptOption => ({
    key: `${script.id}-${variant}`,
    script,
    beginning: { scriptId: script.id, variant },
    isSuggested: script.id === suggestedId && variant === "body",
  });
  return [
    ...found.map((script) => option(script, "body")),
    ...found.filter((script) => script.privateVariant !== null).map((script) => option(script, "privateVariant")),
    ...found.filter((script) => script.holding !== null).map((script) => option(script, "holding")),
    { key: "none", script: null, beginning: { scriptId: null, variant: "body" }, isSuggested: false },
  ];
}
