import { firstPersonRoles } from "../../domain/people.ts";
import type { Rule } from "../../domain/routing/rule.ts";
import { runEngineAct } from "../commands.ts";
import type { Parts } from "../parts.ts";
import { addScript } from "../playbook/save-script.ts";
import { readMeta, writeMeta } from "../store/meta.ts";
import { insertPerson } from "../store/person.ts";
import { insertRule } from "../store/rule.ts";
import type { ScriptContent } from "../store/script.ts";
import { defaultSettings, writeSettings } from "../store/setting.ts";
import type { WorkspaceKind } from "./identity.ts";

export type NewWorkspace = {
  readonly kind: WorkspaceKind;
  /** IANA name of the computer's zone: the desk's hours are there until somebody says otherwise. */
  readonly timeZone: string;
  /** Name of the one person it begins with; null = its maker adds people. */
  readonly firstPerson: string | null;
  /** Routing rules to begin with, in order. */
  readonly starterRules: readonly Omit<Rule, "id">[];
  /** Scripts to begin with; each still needs its approvals. */
  readonly starterScripts: readonly ScriptContent[];
};

/** Makes a workspace out of an empty file: install id, kind, settings, first person, rules. Does nothing to one that was made. */
export async function createWorkspace(
  parts: Parts,
  { kind, timeZone, firstPerson, starterRules, starterScripts }: NewWorkspace,
): Promise<void> {
  if ((await readMeta(parts.store.read, "install_id")) !== null) return;
  await runEngineAct(parts, { topics: [] }, async (act) => {
    const installId = act.newId();
    await writeMeta(act.trx, "install_id", installId);
    await writeMeta(act.trx, "kind", kind);
    await writeMeta(act.trx, "created_at", String(act.at));
    await writeSettings(act.trx, { version: 1, settings: defaultSettings(timeZone) });
    await act.record({ kind: "workspace.created", subjectId: installId, payload: { kind, timeZone } });
    if (firstPerson !== null) {
      const id = act.newId();
      await insertPerson(act.trx, { id, name: firstPerson, roles: firstPersonRoles, pinHash: null, at: act.at });
      await act.record({
        kind: "person.added",
        subjectId: id,
        payload: { name: firstPerson, roles: firstPersonRoles },
      });
    }
    for (const [index, rule] of starterRules.entries())
      await insertRule(act.trx, { ...rule, id: act.newId(), position: index + 1 });
    for (const script of starterScripts) await addScript(act, script, null);
  });
}
