import type { Output, Parsed } from "../../contract/methods.ts";
import type { PickOption, ScriptContent } from "../../contract/methods/playbook.ts";
import { Refusal } from "../../contract/refusal.ts";
import { rankScripts } from "../../domain/playbook/rank-scripts.ts";
import type { CaseFacts, Ranking, RankedScript } from "../../domain/playbook/rank-scripts.ts";
import { indexScript } from "../../domain/playbook/search-scripts.ts";
import type { ScriptIndex } from "../../domain/playbook/search-scripts.ts";
import type { Call } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import type { Db } from "../store/open.ts";
import { departmentsOf, findPickCase } from "../store/pick-case.ts";
import { livingContents, livingVersions, newestEvent } from "../store/script.ts";
import { pastOfScripts } from "../store/script-figures.ts";
import type { ScriptPast } from "../store/script-figures.ts";

type Known = {
  readonly id: string;
  readonly version: number;
  readonly content: ScriptContent;
  readonly index: ScriptIndex;
};
type Pickable = RankedScript & Known;

/**
 * Scripts by fit and by the meaning of words. What a version says is read and indexed once; what became of scripts is
 * counted again when something was decided since.
 */
export function createScriptPicker({ store }: Pick<Parts, "store">) {
  let known = new Map<string, Known>();
  let counted: { readonly at: number; readonly scripts: readonly Pickable[] } | null = null;

  async function pickable(): Promise<readonly Pickable[]> {
    const at = await newestEvent(store.read);
    if (counted?.at === at) return counted.scripts;
    const [versions, past] = [await livingVersions(store.read), await pastOfScripts(store.read)];
    if (versions.some((version) => !known.has(keyOf(version)))) known = await indexAll(known);
    const scripts = versions.flatMap((version): Pickable[] => {
      const one = known.get(keyOf(version));
      return one ? [{ ...one, ...(past.get(one.id) ?? neverUsed) }] : [];
    });
    counted = { at, scripts };
    return scripts;
  }

  /** All living versions, those that are new read and indexed; those that are no longer used are forgotten. */
  async function indexAll(before: ReadonlyMap<string, Known>): Promise<Map<string, Known>> {
    const contents = await livingContents(store.read);
    return new Map(
      contents.map((script) => [
        keyOf(script),
        before.get(keyOf(script)) ?? { ...script, index: indexScript(script.content) },
      ]),
    );
  }

  return async (input: Parsed<"playbook.pick">, call: Call): Promise<Output<"playbook.pick">> => {
    const scripts = await pickable();
    const facts = input.storyId === null ? null : await factsOf(store.read, { storyId: input.storyId, call, scripts });
    const ranked = rankScripts(scripts, { search: input.search, facts });
    return { search: input.search, options: optionsOf(ranked).slice(0, input.limit) };
  };
}

const keyOf = ({ id, version }: { readonly id: string; readonly version: number }) => `${id} ${version}`;
const neverUsed: ScriptPast = { used: 0, resolved: 0, lastUsedAt: null };

async function factsOf(
  db: Db,
  { storyId, call, scripts }: { readonly storyId: string; readonly call: Call; readonly scripts: readonly Pickable[] },
): Promise<CaseFacts> {
  const found = await findPickCase(db, storyId);
  if (!found) throw new Refusal("not-found", { what: "story" });
  const own = call.person ? await departmentsOf(db, call.person.rowId) : [];
  return {
    bucket: found.bucket,
    suggestedId: scripts.find(({ content }) => content.key === found.scriptKey)?.id ?? null,
    departments: [...(found.department === null ? [] : [found.department]), ...own],
    language: found.language,
    network: found.network,
  };
}

/** All public words first, in their order; then the private ones, then the holding ones, in the same order. */
function optionsOf(ranked: readonly Ranking<Pickable>[]): readonly PickOption[] {
  const options = (variant: PickOption["variant"]) =>
    ranked
      .filter(({ script }) => script.content[variant] !== null)
      .map(({ script: { id, version, content, used, lastUsedAt }, fits }): PickOption => ({
        ...{ scriptId: id, version, variant, name: content.name, whenToUse: content.whenToUse },
        ...{ fits: [...fits], uses: used, lastUsedAt },
      }));
  return [...options("body"), ...options("privateVariant"), ...options("holding")];
}
