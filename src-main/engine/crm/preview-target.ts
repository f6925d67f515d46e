import type { Output } from "../../contract/methods.ts";
import type { Said } from "../../contract/values.ts";
import { crmCsvHeader, crmCsvLine } from "../../domain/crm/csv-line.ts";
import { exampleInteraction } from "../../domain/crm/example-interaction.ts";
import type { Interaction } from "../../domain/crm/interaction.ts";
import type { CrmConnectors } from "../../ports/crm-connector.ts";
import type { Parts } from "../parts.ts";
import type { TargetConfig } from "../store/crm-target.ts";
import { snapshotInteraction } from "../store/interaction.ts";
import { newestInteraction } from "../store/newest-interaction.ts";
import { copyRecords, recordPreview } from "./record-preview.ts";

type PreviewParts = Pick<Parts, "store" | "clock"> & {
  readonly connectors: CrmConnectors;
  readonly say: (said: Said) => string;
};

/** What a target with this set-up would get: of what happened last at the desk, or of a made one. */
export async function previewTarget(parts: PreviewParts, config: TargetConfig): Promise<Output<"crm.preview">> {
  const { store, clock, connectors, say } = parts;
  const at = clock.now();
  const last = await newestInteraction(store.read, at);
  const line = last
    ? await snapshotInteraction(store.read, { ...last, key: "wr:preview" })
    : exampleInteraction({ at, say });
  const records = copyRecords(recordPreview(connectors, config, line));
  const mappable = Object.entries(recordConnector(connectors, config)?.usualFields ?? {}).map(([ours, usual]) => ({
    ours,
    usual,
  }));
  return { from: last ? "recent" : "example", records, line: wireOf(config, line), mappable };
}

function recordConnector(connectors: CrmConnectors, { kind }: TargetConfig) {
  return kind === "webhook" || kind === "file" ? undefined : connectors[kind];
}

function wireOf(config: TargetConfig, line: Interaction): string | null {
  if (config.kind === "webhook") return JSON.stringify(line, null, 2);
  if (config.kind !== "file") return null;
  const csv = crmCsvHeader + crmCsvLine(line);
  if (config.format === "csv") return csv;
  const ndjson = `${JSON.stringify(line)}\n`;
  return config.format === "both" ? `${ndjson}\n${csv}` : ndjson;
}
