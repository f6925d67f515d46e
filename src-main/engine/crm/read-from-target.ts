import type { CrmPerson } from "../../domain/crm/interaction.ts";
import type { CrmConnectors, CrmProfile, CrmRecord, CrmTold } from "../../ports/crm-connector.ts";
import type { Target } from "../store/crm-target.ts";

export type Who = { readonly record: CrmRecord | null; readonly person: CrmPerson };
export type ReadTarget = (who: Who) => Promise<CrmTold<CrmProfile | null>>;
export type RecordKind = Exclude<Target["config"]["kind"], "webhook" | "file">;

/** A target that can be asked what it knows of a contact. */
export type RecordTarget = Target & { readonly config: Extract<Target["config"], { kind: RecordKind }> };

export function hasRecords(target: Target): target is RecordTarget {
  return target.config.kind !== "webhook" && target.config.kind !== "file";
}

/** How a target is asked what it knows of a contact. */
export function readFromTarget(connectors: CrmConnectors, { id, config }: RecordTarget): ReadTarget {
  const about = { targetId: id };
  switch (config.kind) {
    case "espocrm":
      return (who) => connectors.espocrm.readContact(config, who, about);
    case "dolibarr":
      return (who) => connectors.dolibarr.readContact(config, who, about);
    case "hubspot":
      return (who) => connectors.hubspot.readContact(config, who, about);
    case "pipedrive":
      return (who) => connectors.pipedrive.readContact(config, who, about);
  }
}
