import type { Interaction } from "../../domain/crm/interaction.ts";
import type { CrmConnectors, CrmPreview } from "../../ports/crm-connector.ts";
import type { TargetConfig } from "../store/crm-target.ts";

/** What a target with this set-up would write of an interaction, in its own names; nothing where it takes whole lines. */
export function recordPreview(connectors: CrmConnectors, config: TargetConfig, line: Interaction): CrmPreview {
  switch (config.kind) {
    case "webhook":
    case "file":
      return [];
    case "espocrm":
      return connectors.espocrm.preview(config, line);
    case "dolibarr":
      return connectors.dolibarr.preview(config, line);
    case "hubspot":
      return connectors.hubspot.preview(config, line);
    case "pipedrive":
      return connectors.pipedrive.preview(config, line);
  }
}

/** As the contract has it. */
export function copyRecords(records: CrmPreview) {
  return records.map(({ record, fields }) => ({ record, fields: [...fields] }));
}
