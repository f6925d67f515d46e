import type { CrmTarget } from "../../contract/methods/crm.ts";

const loopback: ReadonlySet<string> = new Set(["127.0.0.1", "localhost", "[::1]"]);
/** HubSpot's records open on another host than its API answers on, one for each of its regions. */
const hubspotPages = /^app(?:-[a-z0-9]{1,8})?\.hubspot\.com$/;
const longestLink = 2000;

/**
 * The address of a record's page when it may be offered as a link: https, or plain http on this computer, and on the
 * target's own host; null for anything else that a CRM may say.
 * @example ownLink("https://crm.example/#Contact/view/1", { kind: "espocrm", url: "https://crm.example/api/v1", … })
 */
export function ownLink(url: string | null, config: CrmTarget["config"]): string | null {
  if (url === null || url.length > longestLink || config.kind === "file" || config.kind === "webhook") return null;
  if (!URL.canParse(url) || !URL.canParse(config.url)) return null;
  const [link, home] = [new URL(url), new URL(config.url)];
  const isSafe = link.protocol === "https:" || (link.protocol === "http:" && loopback.has(link.hostname));
  if (!isSafe || link.username !== "" || link.password !== "") return null;
  const isOwn = link.host === home.host || (config.kind === "hubspot" && hubspotPages.test(link.host));
  return isOwn ? link.href : null;
}
