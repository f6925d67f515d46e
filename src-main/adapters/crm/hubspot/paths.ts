import type { HubspotConfig } from "../../../ports/crm-connector.ts";

type Family = "objects" | "properties" | "pipelines";

/**
 * The address of one call. A dated base path stands behind the family, others before it: with "/crm/v3" a property is
 * at /crm/v3/properties/…, with "/crm/2026-03" at /crm/properties/2026-03/….
 */
export function hubspotAddress(config: HubspotConfig, family: Family, rest: string): string {
  const base = config.basePath.replace(/\/+$/, "");
  const dated = /^(.*?)(?:\/objects)?\/(\d{4}-\d{2}(?:-beta)?)$/.exec(base);
  const path = dated ? `${dated[1]}/${family}/${dated[2]}` : `${base.replace(/\/objects$/, "")}/${family}`;
  return `${originOf(config)}${path}/${rest}`;
}

export const originOf = ({ url }: HubspotConfig): string => url.replace(/\/+$/, "");

const recordTypes = { contact: "0-1", ticket: "0-5" } as const;

/** The page that opens a record in HubSpot; null while the account's number is unknown. */
export function hubspotPage(config: HubspotConfig, kind: keyof typeof recordTypes, id: string): string | null {
  if (config.portalId === null || config.portalId === "") return null;
  return `https://app.hubspot.com/contacts/${encodeURIComponent(config.portalId)}/record/${recordTypes[kind]}/${id}`;
}
