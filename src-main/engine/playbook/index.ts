import { Refusal } from "../../contract/refusal.ts";
import type { Script } from "../../contract/methods/playbook.ts";
import { placeholdersOf } from "../../domain/replies/render-script.ts";
import { runCommand } from "../commands.ts";
import type { Act } from "../commands.ts";
import type { Role } from "../../contract/values.ts";
import type { CallPerson, Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { canAnotherApprove } from "../store/person.ts";
import { readSettings } from "../store/setting.ts";
import {
  appendScriptVersion,
  approveScriptVersion,
  findScript,
  findScriptIdByKey,
  insertScript,
  listScripts,
} from "../store/script.ts";
import type { ScriptContent, ScriptVersion } from "../store/script.ts";

/** Scripts and their template approvals. */
export function createPlaybook(parts: Parts): Handlers<"playbook.list" | "playbook.save" | "playbook.approveTemplate"> {
  return {
    "playbook.list": async () => [...(await listScripts(parts.store.read))],
    "playbook.save": async (input, call) => {
      const id = await runCommand(
        parts,
        { call, method: "playbook.save", commandId: input.commandId, topics: ["playbook"] },
        (act) => saveScript(act, input, call.person),
      );
      return readScript(parts, id);
    },
    "playbook.approveTemplate": async (input, call) => {
      await runCommand(
        parts,
        { call, method: "playbook.approveTemplate", commandId: input.commandId, topics: ["playbook"] },
        (act) => approveTemplate(act, input, call.person),
      );
      return readScript(parts, input.id);
    },
  };
}

async function readScript(parts: Parts, id: string): Promise<Script> {
  const script = (await listScripts(parts.store.read)).find((one) => one.id === id);
  if (!script) throw new Refusal("not-found", { what: "script" });
  return script;
}

async function saveScript(
  act: Act,
  input: { id?: string | undefined; version?: number | undefined; script: ScriptContent },
  person: CallPerson | null,
): Promise<string> {
  refuseUndeclaredFields(input.script);
  const namesake = await findScriptIdByKey(act.trx, input.script.key);
  if (namesake !== null && namesake !== input.id) throw new Refusal("name-taken", { name: input.script.key });
  if (input.id === undefined) return addScript(act, input.script, person);
  const script = await findAtVersion(act, { id: input.id, version: input.version ?? 0 });
  await appendScriptVersion(act.trx, { script, content: input.script, at: act.at, savedBy: person?.rowId ?? null });
  await act.record({
    kind: "script.saved",
    subjectId: script.id,
    payload: { name: input.script.name, version: script.version + 1 },
  });
  return script.id;
}

/** Adds a script as version 1, with its event. Also how a new workspace gets its starter playbook, which nobody here wrote. */
export async function addScript(act: Act, content: ScriptContent, person: CallPerson | null): Promise<string> {
  const id = act.newId();
  await insertScript(act.trx, { id, content, at: act.at, savedBy: person?.rowId ?? null });
  await act.record({ kind: "script.saved", subjectId: id, payload: { name: content.name, version: 1 } });
  return id;
}

async function findAtVersion(
  act: Act,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<ScriptVersion> {
  const script = await findScript(act.trx, { id });
  if (!script) throw new Refusal("not-found", { what: "script" });
  if (script.version !== version) throw new Refusal("stale", { what: "script", version: script.version });
  return script;
}

/** Every placeholder must be a declared field: else nothing could ever fill it. */
function refuseUndeclaredFields(script: ScriptContent): void {
  const declared = new Set(script.fields.map((field) => field.name));
  const words = [script.body, script.privateVariant, script.holding].filter((text) => text !== null);
  const unknown = words.flatMap(placeholdersOf).find((name) => !declared.has(name));
  if (unknown !== undefined) throw new Refusal("bad-input", { path: "script.fields", what: unknown });
}

async function approveTemplate(
  act: Act,
  input: { id: string; version: number },
  person: CallPerson | null,
): Promise<Record<string, never>> {
  if (!person) throw new Refusal("sign-in-first");
  const script = await findAtVersion(act, input);
  if (script.content.approval.approvers > 0 || script.content.fields.some((field) => field.kind === "text"))
    throw new Refusal("bad-input", { path: "script", what: "free-text" });
  const needed: readonly Role[] =
    script.content.approval.by.length > 0 ? script.content.approval.by : ["corpcomm", "legal"];
  if (!person.roles.some((role) => (role === "corpcomm" || role === "legal") && needed.includes(role)))
    throw new Refusal("role-cannot-approve", { roles: needed.join(", ") });
  if (script.savedBy === person.rowId && !(await isFirmOfOne(act, person, needed))) throw new Refusal("own-approval");
  await approveScriptVersion(act.trx, { script, personRowId: person.rowId, at: act.at });
  await act.record({
    kind: "script.approved",
    subjectId: script.id,
    payload: { name: script.content.name, version: script.version },
  });
  return {};
}

/** A template is public words for all time: its writer approves it only where the policy says so and nobody else could. */
async function isFirmOfOne(act: Act, person: CallPerson, roles: readonly Role[]): Promise<boolean> {
  const { settings } = await readSettings(act.trx);
  return settings.selfApproval && !(await canAnotherApprove(act.trx, { personRowId: person.rowId, roles }));
}
