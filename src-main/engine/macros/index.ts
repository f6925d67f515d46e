import type { Topic } from "../../contract/changes.ts";
import type { Macro } from "../../contract/methods/macros.ts";
import { Refusal } from "../../contract/refusal.ts";
import { runCommand } from "../commands.ts";
import type { Call, Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { macrosOf, type StoredMacro } from "../store/macro.ts";
import { createStoriesAct } from "../triage/bulk-act.ts";
import { applySteps } from "./apply-macro.ts";
import { removeMacro, restoreMacro, saveMacro, usableMacro } from "./save-macro.ts";

type MacroMethod = Extract<keyof Handlers, `macros.${string}`>;

const topics: readonly Topic[] = ["macros"];

/** Several acts under one name and one key. A macro never submits and never posts. */
export function createMacros(parts: Parts): Handlers<MacroMethod> {
  const actOn = createStoriesAct(parts);
  return {
    "macros.list": (_input, call) => listOf(parts, call),
    "macros.save": ({ commandId, ...input }, call) =>
      runCommand(parts, { call, method: "macros.save", commandId, topics }, (act) =>
        saveMacro(act, { ...input, call }),
      ),
    "macros.remove": ({ commandId, macro }, call) =>
      runCommand(parts, { call, method: "macros.remove", commandId, topics }, async (act) => {
        await removeMacro(act, { macro, call });
        return { id: macro.id };
      }),
    "macros.restore": ({ commandId, id }, call) =>
      runCommand(parts, { call, method: "macros.restore", commandId, topics }, async (act) => {
        await restoreMacro(act, { id, call });
        return { id };
      }),
    "macros.apply": ({ commandId, macro: wanted, stories }, call) =>
      actOn({ call, method: "macros.apply", input: { commandId, macro: wanted, stories } }, async (act, on) => {
        const macro = await usableMacro(act, { call, id: wanted.id });
        // Somebody changed what it does since it was seen: nobody wants that done unseen.
        if (macro.version !== wanted.version) throw new Refusal("stale", { ids: macro.id, count: 1 });
        const changed = await applySteps(act, { ...on, call, steps: macro.steps });
        await act.record({
          kind: "macro.applied",
          subjectId: macro.id,
          payload: { name: macro.name, stories: changed },
        });
        return changed;
      }),
  };
}

async function listOf({ store: { read } }: Parts, call: Call): Promise<Macro[]> {
  const own = call.person ? await macrosOf(read, call.person.rowId) : [];
  return [...(await macrosOf(read, null)), ...own].map(shown);
}

function shown({ id, version, name, key, ownerRowId, steps }: StoredMacro): Macro {
  return { id, version, name, key, forAll: ownerRowId === null, steps };
}
