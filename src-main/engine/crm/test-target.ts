import type { Output, Parsed } from "../../contract/methods.ts";
import { Refusal } from "../../contract/refusal.ts";
import type { CrmConnectors, CrmFinding, CrmOutcome } from "../../ports/crm-connector.ts";
import type { TrialKeys } from "../../ports/secrets.ts";
import { runQuietAct } from "../commands.ts";
import type { Call } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { findTarget, resumeTarget } from "../store/crm-target.ts";
import type { Target, TargetConfig } from "../store/crm-target.ts";
import { saidOfReading } from "./said-of-reading.ts";
import { fitConfig, refuseUnfitSecret } from "./target-fit.ts";
import { secretNameOf } from "./target-view.ts";

export type TestParts = Parts & { readonly connectors: CrmConnectors; readonly trialKeys: TrialKeys };

/** Tries a saved target or a draft of one; a saved one that was paused and works goes on. */
export async function testTarget(
  parts: TestParts,
  input: Parsed<"crm.testTarget">,
  { call, nudge }: { readonly call: Call; readonly nudge: () => void },
): Promise<Output<"crm.testTarget">> {
  const target = input.id === undefined ? null : await findTarget(parts.store.read, input.id);
  if (input.id !== undefined && !target) throw new Refusal("not-found", { what: "target" });
  const isDraft = input.config !== undefined || input.secret !== undefined;
  const given = input.config ?? target?.config;
  if (!given) throw new Refusal("target-invalid", { what: "config" });
  if (input.config && target && target.config.kind !== input.config.kind)
    throw new Refusal("target-invalid", { what: "kind" });
  const findings = await findAll(parts, { config: fitConfig(given), target, secret: input.secret ?? "" });
  const ok = findings.every(({ state }) => state !== "missing") && findings.some(({ state }) => state === "ok");
  if (ok && !isDraft && target?.paused) {
    await goOn(parts, target, call);
    nudge();
  }
  return { ok, findings: findings.map(({ state, says }) => ({ state, says: saidOfReading(says) })) };
}

type Trial = { readonly config: TargetConfig; readonly target: Target | null; readonly secret: string };

/** With the secret that was typed, which nobody keeps, or with that of the target. */
async function findAll(parts: TestParts, { config, target, secret }: Trial): Promise<readonly CrmFinding[]> {
  if (secret === "") return ask(parts.connectors, config, target?.id ?? parts.ids.ulid(parts.clock.now()));
  refuseUnfitSecret(config.kind, secret);
  const trialId = parts.ids.ulid(parts.clock.now());
  const name = secretNameOf(config.kind, trialId);
  const takeBack = name === null ? () => {} : parts.trialKeys.lend(name, secret);
  try {
    return await ask(parts.connectors, config, trialId);
  } finally {
    takeBack();
  }
}

async function ask(connectors: CrmConnectors, config: TargetConfig, targetId: string): Promise<readonly CrmFinding[]> {
  const about = { targetId };
  switch (config.kind) {
    case "webhook":
      return [findingOf(await connectors.webhook.test(config, about), config)];
    case "file":
      return [findingOf(await connectors.file.test(config, about), config)];
    case "espocrm":
      return connectors.espocrm?.test(config, about) ?? [];
    case "dolibarr":
      return connectors.dolibarr?.test(config, about) ?? [];
    case "hubspot":
      return connectors.hubspot?.test(config, about) ?? [];
    case "pipedrive":
      return connectors.pipedrive?.test(config, about) ?? [];
  }
}

function findingOf(outcome: CrmOutcome, config: TargetConfig): CrmFinding {
  const name = config.kind === "file" ? config.folder : config.url;
  if (outcome.class === "ok") return { state: "ok", says: { code: "crm.test-ok", params: { name } } };
  const says = outcome.says ?? { code: "crm.test-failed", params: { name } };
  const isUnsure = outcome.class === "offline" || outcome.class === "unknown";
  return { state: isUnsure ? "unknown" : "missing", says };
}

async function goOn(parts: Parts, target: Target, call: Call): Promise<void> {
  await runQuietAct(parts, { call, topics: ["outbox", "status"] }, async (act) => {
    // Whoever saved or paused it meanwhile knows better than this test.
    if (!(await resumeTarget(act.trx, target))) return;
    await act.record({ kind: "target.resumed", subjectId: target.id, payload: { name: target.name } });
  });
}
