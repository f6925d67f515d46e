import type { CrmTarget } from "../../../src-main/contract/methods/crm.ts";
import { isWebAddress } from "../../lib/web-address.ts";
import type { Faults } from "../../lib/faults.ts";

export type TargetKind = "webhook" | "file";
type FileFormat = "ndjson" | "csv" | "both";
export type TargetDraft = {
  name: string;
  url: string;
  folder: string;
  format: FileFormat;
  secret: string;
  enabled: boolean;
};

/** A known secret never comes back to the page: its field is always empty at first. */
export function toTargetDraft(target: CrmTarget | null): TargetDraft {
  const config = target?.config;
  return {
    name: target?.name ?? "",
    url: config?.kind === "webhook" ? config.url : "",
    folder: config?.kind === "file" ? config.folder : "",
    format: config?.kind === "file" ? config.format : "ndjson",
    secret: "",
    enabled: target?.enabled ?? true,
  };
}

const IS_SECRET = /^whsec_[A-Za-z0-9+/]+={0,2}$/;
const IS_WHOLE_PATH = /^([A-Za-z]:[\\/]|\/|\\\\)/;

export function readTarget(
  draft: TargetDraft,
  { kind, isNew }: { kind: TargetKind; isNew: boolean },
): { config: CrmTarget["config"]; faults: Faults } {
  const faults: Record<string, Faults[string]> = {};
  if (draft.name.trim() === "") faults["name"] = { says: "settings.needed" };
  const [url, folder, secret] = [draft.url.trim(), draft.folder.trim(), draft.secret.trim()];
  if (kind === "file") {
    if (!IS_WHOLE_PATH.test(folder)) faults["folder"] = { says: "crmDesk.folderBad" };
    return { config: { kind, folder, format: draft.format }, faults };
  }
  if (!isWebAddress(url)) faults["url"] = { says: "crmDesk.urlBad" };
  if (isNew && secret === "") faults["secret"] = { says: "crmDesk.secretNeeded" };
  else if (secret !== "" && !IS_SECRET.test(secret)) faults["secret"] = { says: "crmDesk.secretBad" };
  return { config: { kind, url }, faults };
}
