import type { Output, Parsed } from "../../contract/methods.ts";
import { Refusal } from "../../contract/refusal.ts";
import { requirementOf } from "../../domain/replies/approval-policy.ts";
import { demandOf } from "../../domain/replies/policy-rows.ts";
import { runCommand } from "../commands.ts";
import type { Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { holdBackLacking } from "../replies/hold-back.ts";
import { appendPolicy, policyVersions, readPolicy } from "../store/approval-policy.ts";
import type { Db } from "../store/open.ts";
import { listPeople, personRefs } from "../store/person.ts";
import { findReplies } from "../store/reply.ts";
import { listScripts } from "../store/script.ts";

type PolicyMethod = "policy.get" | "policy.save" | "policy.tryOut";

/** What must be there before public words leave: recorded, in versions, and never less than one approval. */
export function createPolicy(parts: Parts): Handlers<PolicyMethod> {
  const { read } = parts.store;
  return {
    "policy.get": () => savedPolicies(read),
    "policy.save": ({ commandId, version, rows }, call) =>
      runCommand(
        parts,
        { call, method: "policy.save", commandId, topics: ["settings", "approvals", "case", "triage", "status"] },
        async (act) => {
          const saved = await readPolicy(act.trx);
          if (saved.version !== version) throw new Refusal("stale", { what: "policy", version: saved.version });
          const next = version + 1;
          await appendPolicy(act.trx, { version: next, rows, at: act.at, savedByRowId: call.person?.rowId ?? null });
          await act.record({
            kind: "policy.saved",
            subjectId: "policy",
            payload: { version: next, rows, before: saved.rows },
          });
          const heldBack = await holdBackLacking(act, await findReplies(act.trx, { waiting: true }));
          return { version: next, heldBack };
        },
      ),
    "policy.tryOut": (input) => tryOut(read, input),
  };
}

async function savedPolicies(db: Db): Promise<Output<"policy.get">> {
  const versions = await policyVersions(db);
  const shown = versions.length > 0 ? versions : [await readPolicy(db)];
  const people = await personRefs(
    db,
    shown.flatMap(({ savedByRowId }) => savedByRowId ?? []),
  );
  return shown.map(({ version, rows, savedAt, savedByRowId }) => ({
    version,
    at: savedAt,
    by: savedByRowId === null ? null : (people.get(savedByRowId) ?? null),
    rows: [...rows],
  }));
}

async function tryOut(db: Db, { rows, reply }: Parsed<"policy.tryOut">): Promise<Output<"policy.tryOut">> {
  const demand = demandOf(rows, reply);
  const scripts = reply.script === null ? [] : await listScripts(db);
  const script = scripts.find(({ key }) => key === reply.script)?.approval ?? null;
  const requirement = requirementOf({ asks: demand.asks, storyRoles: [], script });
  const able = (await listPeople(db)).filter(({ roles }) => roles.some((role) => requirement.roles.includes(role)));
  return {
    needed: requirement.needed,
    legal: requirement.legal,
    roles: [...requirement.roles],
    template: requirement.template,
    scriptAsks: script?.approvers ?? null,
    because: [...demand.because],
    names: able.map(({ name }) => name),
  };
}
