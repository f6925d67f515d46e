import type { CrmConnectors, CrmOutcome, CrmTold } from "../../ports/crm-connector.ts";
import { amendRecord } from "./amend-record.ts";
import { eraseRecords } from "./erase-records.ts";
import type { Erased } from "./erase-records.ts";
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
      if (!told.ok) return outcomeOf(told);
      return { class: "ok", says: erasureSays(told.value) };
    }
  }
}

/** What a person has to know of an erasure that arrived. */
function erasureSays({ staysTheirs, isNowhere }: Erased): CrmOutcome["says"] {
  if (staysTheirs) return { code: "crm.contact-theirs", params: {} };
  return isNowhere ? { code: "crm.erased-nowhere", params: {} } : null;
}

/** A record that is gone is this line's trouble; a target that wants to be switched off says so to a webhook only. */
function outcomeOf(told: CrmTold<unknown>): CrmOutcome {
  if (told.ok) return { class: "ok", says: null };
  return told.trouble.class === "gone" ? { ...told.trouble, class: "permanent" } : told.trouble;
}
