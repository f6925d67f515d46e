import { Refusal } from "../../contract/refusal.ts";
import type { Role } from "../../contract/values.ts";
import { placeholdersOf } from "../../domain/replies/render-script.ts";
import type { Act } from "../commands.ts";
import type { CallPerson } from "../handlers.ts";
import type { Trx } from "../store/open.ts";
import { canAnotherApprove } from "../store/person.ts";
import {
  appendScriptVersion,
  approveScriptVersion,
  findScript,
  findScriptIdByKey,
  findScriptVersion,
  insertScript,
} from "../store/script.ts";
import type { ScriptContent, ScriptVersion } from "../store/script.ts";
import { markRemoved, removedScripts } from "../store/script-history.ts";
import { readSettings } from "../store/setting.ts";

type AtVersion = { readonly id: string; readonly version: number };

/** Saves a new script, or a new version of one. Refusals: stale, name-taken, bad-input. Answers its public id. */
export async function saveScript(
  act: Act,
  input: { readonly id?: string | undefined; readonly version?: number | undefined; readonly script: ScriptContent },
  person: CallPerson | null,
): Promise<string> {
  refuseUnfit(input.script);
  await refuseNamesake(act.trx, input.script.key, input.id);
  if (input.id === undefined) return addScript(act, input.script, person);
  const script = await findAtVersion(act.trx, { id: input.id, version: input.version ?? 0 });
  await addVersion(act, { script, content: input.script, person });
  return script.id;
}

/** Adds a script as version 1, with its event. Also how a new workspace gets its starter playbook, which nobody here wrote. */
export async function addScript(act: Act, content: ScriptContent, person: CallPerson | null): Promise<string> {
  const id = act.newId();
  await insertScript(act.trx, { id, content, at: act.at, savedBy: person?.rowId ?? null });
  await act.record({ kind: "script.saved", subjectId: id, payload: { name: content.name, version: 1 } });
  return id;
}

/** Appends a version with its event. */
export async function addVersion(
  act: Act,
  saved: {
    readonly script: ScriptVersion;
    readonly content: ScriptContent;
    readonly person: CallPerson | null;
    readonly broughtFrom?: number;
  },
): Promise<void> {
  const { script, content, person, broughtFrom } = saved;
  await appendScriptVersion(act.trx, { script, content, at: act.at, savedBy: person?.rowId ?? null, broughtFrom });
  await act.record({
    kind: broughtFrom === undefined ? "script.saved" : "script.brought_back",
    subjectId: script.id,
    payload: {
      name: content.name,
      version: script.version + 1,
      ...(broughtFrom !== undefined && { from: broughtFrom }),
    },
  });
}

/** Brings the words of an earlier version back as a new one; what stood between stays. Refusals: stale, not-found, name-taken. */
export async function bringBackScript(
  act: Act,
  { from, ...at }: AtVersion & { readonly from: number },
  person: CallPerson | null,
): Promise<void> {
  const script = await findAtVersion(act.trx, at);
  const earlier = await findScriptVersion(act.trx, { id: at.id, version: from });
  if (!earlier) throw new Refusal("not-found", { what: "script" });
  await refuseNamesake(act.trx, earlier.content.key, at.id);
  await addVersion(act, { script, content: earlier.content, person, broughtFrom: from });
}

/** Takes a script out of use. What was begun with it keeps it. Refusals: stale, not-found. */
export async function removeScript(act: Act, at: AtVersion): Promise<void> {
  const script = await findAtVersion(act.trx, at);
  await markRemoved(act.trx, script.id, act.at);
  await act.record({ kind: "script.removed", subjectId: script.id, payload: { name: script.content.name } });
}

/** Takes a removed script back into use, approved as it was. Refusals: not-found, name-taken. */
export async function restoreScript(act: Act, { id }: { readonly id: string }): Promise<void> {
  const [script] = await removedScripts(act.trx, id);
  if (!script) throw new Refusal("not-found", { what: "script" });
  await refuseNamesake(act.trx, script.content.key, id);
  await markRemoved(act.trx, id, null);
  await act.record({ kind: "script.restored", subjectId: id, payload: { name: script.content.name } });
}

async function findAtVersion(trx: Trx, { id, version }: AtVersion): Promise<ScriptVersion> {
  const script = await findScript(trx, { id });
  if (!script) throw new Refusal("not-found", { what: "script" });
  if (script.version !== version) throw new Refusal("stale", { what: "script", version: script.version });
  return script;
}

async function refuseNamesake(trx: Trx, key: string, id: string | undefined): Promise<void> {
  const namesake = await findScriptIdByKey(trx, key);
  if (namesake !== null && namesake !== id) throw new Refusal("name-taken", { name: key });
}

/** Every placeholder must be a declared field, else nothing could ever fill it; and no field twice, else nobody knows which. */
function refuseUnfit(script: ScriptContent): void {
  const names = script.fields.map((field) => field.name);
  const words = [script.body, script.privateVariant, script.holding].filter((text) => text !== null);
  const unknown = words.flatMap(placeholdersOf).find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Refusal("bad-input", { path: "script.fields", what: unknown });
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new Refusal("bad-input", { path: "script.fields", what: twice });
}

/** Approves this version as a template. Refusals: bad-input, role-cannot-approve, own-approval, stale. */
export async function approveTemplate(act: Act, at: AtVersion, person: CallPerson | null): Promise<void> {
  if (!person) throw new Refusal("sign-in-first");
  const script = await findAtVersion(act.trx, at);
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
}

/** A template is public words for all time: its writer approves it only where the policy says so and nobody else could. */
async function isFirmOfOne(act: Act, person: CallPerson, roles: readonly Role[]): Promise<boolean> {
  const { settings } = await readSettings(act.trx);
  return settings.selfApproval && !(await canAnotherApprove(act.trx, { personRowId: person.rowId, roles }));
}
