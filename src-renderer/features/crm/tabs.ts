export const tabs = ["outbox", "connections", "logged"] as const;
export type CrmTab = (typeof tabs)[number];

/** The part of the screen that an address names, also one that only names a setting in it. */
export function readTab(params: URLSearchParams): CrmTab {
  const wanted = params.get("tab") ?? params.get("at")?.replace("crm-", "");
  return tabs.find((tab) => tab === wanted) ?? "outbox";
}
