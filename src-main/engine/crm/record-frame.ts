import type { CrmTarget } from "../../contract/methods/crm.ts";
import type { CrmConnectors, CrmTold, CrmTrouble, RecordConnector } from "../../ports/crm-connector.ts";
import { runEngineAct } from "../commands.ts";
import type { Act } from "../commands.ts";
import type { Parts } from "../parts.ts";
import { targetByRow } from "../store/crm-target.ts";
import type { Target } from "../store/crm-target.ts";
import type { Delivery } from "../store/delivery.ts";
import { isOtherCrm } from "./target-fit.ts";

type RecordConfig = Exclude<CrmTarget["config"], { kind: "webhook" | "file" }>;

/** What each step towards a CRM with records works with. */
export type RecordFrame<Config> = {
  readonly parts: Parts;
  readonly connector: RecordConnector<Config>;
  readonly config: Config;
  readonly target: Target;
  readonly delivery: Delivery;
  /** An earlier attempt may have arrived: what is to be made is looked for first. */
  readonly isRepeat: boolean;
};

export type Around = Pick<RecordFrame<never>, "parts" | "target" | "delivery" | "isRepeat">;

/** Does something with the connector and the set-up of one kind of CRM. */
export function withRecords<Result>(
  connectors: CrmConnectors,
  { config, around }: { readonly config: RecordConfig; readonly around: Around },
  work: <Config>(frame: RecordFrame<Config>) => Result,
): Result {
  switch (config.kind) {
    case "espocrm":
      return work({ ...around, connector: connectors.espocrm, config });
    case "dolibarr":
      return work({ ...around, connector: connectors.dolibarr, config });
    case "hubspot":
      return work({ ...around, connector: connectors.hubspot, config });
    case "pipedrive":
      return work({ ...around, connector: connectors.pipedrive, config });
  }
}

export const aboutOf = ({ target }: Pick<Around, "target">): { readonly targetId: string } => ({ targetId: target.id });

/**
 * Writes down what is known now, in a transaction of its own: the process may end at the next line. What a CRM told that
 * is not the target's any more is not written down.
 */
export function note(
  { parts, target }: Pick<Around, "parts" | "target">,
  work: (act: Act) => Promise<void>,
): Promise<void> {
  return runEngineAct(parts, { topics: [] }, async (act) => {
    const now = await targetByRow(act.trx, target.rowId);
    if (now === null || !isOtherCrm(target.config, now.config)) await work(act);
  });
}

export const known = <Value>(value: Value): CrmTold<Value> => ({ ok: true, value });

export const refused = (trouble: CrmTrouble): { readonly ok: false; readonly trouble: CrmTrouble } => ({
  ok: false,
  trouble,
});

/** The CRM refused for good; a record that we named may be gone. `isSure`: it says so itself. */
export function mayBeGone({ class: kind, says }: CrmTrouble): { readonly may: boolean; readonly isSure: boolean } {
  const isSure = kind === "gone" || (kind === "permanent" && says.params["status"] === 404);
  return { may: isSure || kind === "permanent", isSure };
}
