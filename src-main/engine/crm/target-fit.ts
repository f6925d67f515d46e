import { Refusal } from "../../contract/refusal.ts";
import { isWebhookSecret } from "../../domain/crm/webhook-secret.ts";
import type { TargetConfig } from "../store/crm-target.ts";

const loopback: ReadonlySet<string> = new Set(["127.0.0.1", "localhost", "[::1]"]);
const wholePath = /^([A-Za-z]:[\\/]|\/|\\\\)/;

/**
 * The set-up as it is stored: trimmed, addresses of CRMs without a slash at their end. Refusals: target-invalid { what }
 * when it cannot work: a secret never travels in an address, and only this machine may be asked over plain http.
 */
export function fitConfig(config: TargetConfig): TargetConfig {
  if (config.kind === "file") return { ...config, folder: fitFolder(config.folder) };
  // A receiver may tell its senders apart by the query, or by a slash; no CRM does.
  if (config.kind === "webhook") return { ...config, url: fitAddress(config.url, { mayAsk: true }) };
  const url = fitAddress(config.url, { mayAsk: false }).replace(/\/+$/, "");
  if (config.kind !== "hubspot") return { ...config, url };
  if (!/^(\/[\w.-]+)+\/?$/.test(config.basePath) || config.basePath.includes(".."))
    throw new Refusal("target-invalid", { what: "path" });
  return { ...config, url, basePath: config.basePath.replace(/\/$/, "") };
}

/** Whether a target that was set up anew is another CRM, or another account there: what it calls ours is not known then. */
export function isOtherCrm(before: TargetConfig, after: TargetConfig): boolean {
  if (before.kind === "hubspot" && after.kind === "hubspot" && before.portalId !== null && after.portalId !== null)
    if (before.portalId !== after.portalId) return true;
  return addressOf(before) !== addressOf(after);
}

/**
 * Whether two targets are one CRM with records, in which everything would stand twice. A webhook's receiver and a file know
 * a line by its key, and HubSpot's accounts share an address.
 */
export function isSameCrm(one: TargetConfig, other: TargetConfig): boolean {
  if (one.kind !== other.kind || one.kind === "webhook" || one.kind === "file") return false;
  if (one.kind === "hubspot" && (one.portalId === null || other.kind !== "hubspot" || other.portalId === null))
    return false;
  return !isOtherCrm(one, other);
}

const addressOf = (config: TargetConfig): string => (config.kind === "file" ? config.folder : config.url);

/** Refusals: secret-needed when a secret cannot be one: a webhook's has a form, a key is one line without spaces. */
export function refuseUnfitSecret(kind: TargetConfig["kind"], secret: string): void {
  const isFit = kind === "webhook" ? isWebhookSecret(secret) : /^[\x21-\x7e]+$/.test(secret);
  if (!isFit) throw new Refusal("secret-needed");
}

function fitFolder(typed: string): string {
  const folder = typed.trim();
  if (!wholePath.test(folder)) throw new Refusal("target-invalid", { what: "folder" });
  return folder;
}

function fitAddress(typed: string, { mayAsk }: { readonly mayAsk: boolean }): string {
  const text = typed.trim();
  if (!URL.canParse(text)) throw new Refusal("target-invalid", { what: "address" });
  const url = new URL(text);
  const isSafe = url.protocol === "https:" || (url.protocol === "http:" && loopback.has(url.hostname));
  const isPlain = url.username === "" && url.password === "" && url.hash === "" && (mayAsk || url.search === "");
  if (!isSafe || !isPlain) throw new Refusal("target-invalid", { what: "address" });
  return text;
}
