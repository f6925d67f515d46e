import type { CrmConnectors, CrmOutcome, CrmTold } from "../../ports/crm-connector.ts";
import { amendRecord } from "./amend-record.ts";
import { eraseRecords } from "./erase-records.ts";
import { fileInteraction } from "./file-interaction.ts";
import { withRecords } from "./record-frame.ts";
import type { Around, RecordFrame } from "./record-frame.ts";

/** One try to get a line to its target: as a line, or step by step into a CRM with records. */
export function deliver(connectors: CrmConnectors, around: Around): Promise<CrmOutcome> {
  const { target, delivery, isRepeat } = around;
  const { config } = target;
  const about = { targetId: target.id, isRepeat };
  if (config.kind === "webhook") return connectors.webhook.deliver(config, delivery.line, about);
  if (config.kind === "file") return connectors.file.deliver(config, delivery.line, about);
  return withRecords(connectors, { config, around }, deliverRecords);
}

async function deliverRecords<Config>(frame: RecordFrame<Config>): Promise<CrmOutcome> {
  const { line } = frame.delivery;
  switch (line.schema) {
    case "watchroom.interaction/1":
      return outcomeOf(await fileInteraction(frame, line));
    case "watchroom.correction/1":
      return outcomeOf(await amendRecord(frame, line));
    case "watchroom.erasure/1": {
      const told = await eraseRecords(frame, line);
      const staysTheirs = told.ok && told.value.staysTheirs;
      return staysTheirs ? { class: "ok", says: { code: "crm.contact-theirs", params: {} } } : outcomeOf(told);
    }
  }
}

/** A record that is gone is this line's trouble; a target that wants to be switched off says so to a webhook only. */
function outcomeOf(told: CrmTold<unknown>): CrmOutcome {
  if (told.ok) return { class: "ok", says: null };
  return told.trouble.class === "gone" ? { ...told.trouble, class: "permanent" } : told.trouble;
}
