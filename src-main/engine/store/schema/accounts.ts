import type { Generated } from "kysely";
import type { Network } from "../../../contract/values.ts";

export type AccountTable = {
  readonly id: Generated<number>;
  readonly public_id: string;
  readonly kind: "bluesky" | "mastodon" | "manual";
  readonly network: Network;
  readonly name: string;
  readonly server: string | null;
  readonly handle: string | null;
  readonly remote_id: string | null;
  readonly allow_private: Generated<number>;
  /** JSON of the port's AccountLimits. */
  readonly limits: string | null;
  readonly limits_at: number | null;
  readonly is_default: Generated<number>;
  /** JSON of a Said. */
  readonly paused: string | null;
  readonly wait_until: number | null;
  readonly made_at: number;
  readonly removed_at: number | null;
  readonly version: Generated<number>;
};

export type PostingTable = {
  readonly id: Generated<number>;
  readonly reply_id: number;
  readonly hash: string;
  readonly account_id: number;
  readonly text: string;
  readonly lang: string | null;
  readonly parent_key: string | null;
  readonly parent_text: string;
  /** JSON of the port's Prepared. */
  readonly prepared: string;
  readonly tries: Generated<number>;
  readonly first_try_at: number | null;
  readonly last_try_at: number | null;
  readonly unclear_since: number | null;
  readonly remote_id: string | null;
  readonly local_id: string | null;
  readonly url: string | null;
  readonly remote_parent_id: string | null;
  readonly remote_root_id: string | null;
  readonly posted_at: number | null;
};
