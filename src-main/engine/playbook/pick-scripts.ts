import type { Output, Parsed } from "../../contract/methods.ts";
import type { PickOption, Script } from "../../contract/methods/playbook.ts";
import { Refusal } from "../../contract/refusal.ts";
import { rankScripts } from "../../domain/playbook/rank-scripts.ts";
import type { CaseFacts, Ranking, RankedScript } from "../../domain/playbook/rank-scripts.ts";
import { indexScript } from "../../domain/playbook/search-scripts.ts";
import type { ScriptIndex } from "../../domain/playbook/search-scripts.ts";
import type { Call } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import type { Db } from "../store/open.ts";
import { departmentsOf, findPickCase } from "../store/pick-case.ts";
import { listScripts, mostScripts } from "../store/script.ts";
import { pastOfScripts } from "../store/script-figures.ts";

/** Scripts by fit and by the meaning of words. What is indexed is kept: a version never changes. */
export function createScriptPicker({ store }: Pick<Parts, "store">) {
  const indexes = new Map<string, ScriptIndex>();

  function indexOf(script: Script): ScriptIndex {
    const key = `${script.id} ${script.version}`;
    const known = indexes.get(key);
    if (known) return known;
    // Versions that nobody uses any more go with all others, once there are far too many.
    if (indexes.size > 2 * mostScripts) indexes.clear();
    const made = indexScript(script);
    indexes.set(key, made);
    return made;
  }

  return async (input: Parsed<"playbook.pick">, call: Call): Promise<Output<"playbook.pick">> => {
    const [scripts, past] = [await listScripts(store.read), await pastOfScripts(store.read)];
    const facts = input.storyId === null ? null : await factsOf(store.read, { storyId: input.storyId, call, scripts });
    const ranked = rankScripts(
      scripts.map((script): RankedScript & { readonly script: Script } => ({
        script,
        id: script.id,
        content: script,
        index: indexOf(script),
        ...(past.get(script.id) ?? { used: 0, resolved: 0 }),
        lastUsedAt: script.lastUsedAt,
      })),
      { search: input.search, facts },
    );
    return { search: input.search, options: optionsOf(ranked).slice(0, input.limit) };
  };
}

async function factsOf(
  db: Db,
  { storyId, call, scripts }: { readonly storyId: string; readonly call: Call; readonly scripts: readonly Script[] },
): Promise<CaseFacts> {
  const found = await findPickCase(db, storyId);
  if (!found) throw new Refusal("not-found", { what: "story" });
  const own = call.person ? await departmentsOf(db, call.person.rowId) : [];
  return {
    bucket: found.bucket,
    suggestedId: scripts.find(({ key }) => key === found.scriptKey)?.id ?? null,
    departments: [...(found.department === null ? [] : [found.department]), ...own],
    language: found.language,
    network: found.network,
  };
}

/** All public words first, in their order; then the private ones, then the holding ones, in the same order. */
function optionsOf(ranked: readonly Ranking<RankedScript & { readonly script: Script }>[]): readonly PickOption[] {
  const options = (variant: PickOption["variant"]) =>
    ranked
      .filter(({ script: { script } }) => script[variant] !== null)
      .map(({ script: { script }, fits }): PickOption => ({
        ...{ scriptId: script.id, version: script.version, variant },
        ...{ name: script.name, whenToUse: script.whenToUse, fits: [...fits] },
        ...{ uses: script.uses, lastUsedAt: script.lastUsedAt },
      }));
  return [...options("body"), ...options("privateVariant"), ...options("holding")];
}
