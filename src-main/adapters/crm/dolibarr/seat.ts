import type { DolibarrConfig } from "../../../ports/crm-connector.ts";

/** Whose Dolibarr, and whose key. */
export type DolibarrSeat = { readonly config: DolibarrConfig; readonly targetId: string };

/** The folder that Dolibarr stands in. People paste the address of its start page or of its API; both lead there. */
export const baseOf = ({ url }: DolibarrConfig): string =>
  url
    .trim()
    .replace(/[?#].*$/, "")
    .replace(/\/(?:api(?:\/index\.php(?:\/.*)?)?|index\.php)$/, "")
    .replace(/\/+$/, "");

const cards = {
  contact: "/contact/card.php",
  interaction: "/comm/action/card.php",
  complaint: "/ticket/card.php",
} as const;

/** The page that opens a record. */
export const cardOf = (config: DolibarrConfig, kind: keyof typeof cards, id: string): string =>
  `${baseOf(config)}${cards[kind]}?id=${encodeURIComponent(id)}`;
