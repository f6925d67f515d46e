import { createHash } from "node:crypto";

/** Everything that makes a public reply what it is. One changed character anywhere is another reply. */
export type ReplyIdentity = {
  readonly network: string;
  readonly account: string;
  readonly parentUrl: string | null;
  readonly text: string;
};

/** What an approval is pinned to: SHA-256 (hex) over the JSON array of network, account, parent and text. */
export function replyHash({ network, account, parentUrl, text }: ReplyIdentity): string {
  return createHash("sha256")
    .update(JSON.stringify([network, account, parentUrl, text]))
    .digest("hex");
}
