import { Refusal } from "../../contract/refusal.ts";
import type { Network } from "../../contract/values.ts";
import { networkOfFeed } from "../../domain/social/network-of.ts";

/** The address of a feed as it is stored: http or https, no fragment, no user. Refusal: bad-input { field: "url" }. */
export function feedAddress(written: string): string {
  const text = written.trim();
  const url = URL.parse(/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  const isWeb = url?.protocol === "http:" || url?.protocol === "https:";
  if (!url || !isWeb || url.hostname === "" || url.username !== "" || url.password !== "")
    throw new Refusal("bad-input", { field: "url" });
  url.hash = "";
  return url.href;
}

/**
 * The network that an address shows; "other" where it shows none. Never a guess at news: what news says counts only,
 * while an unknown author may be a customer.
 */
export const networkOf = (url: string): Network => networkOfFeed(url) ?? "other";
