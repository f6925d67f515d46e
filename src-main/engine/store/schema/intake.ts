import type { Generated } from "kysely";
import type { WatchSet } from "../../../contract/methods/watches.ts";
import type { Bucket, Network, SentimentSlot } from "../../../contract/values.ts";

// Rows of the intake half: sources, watches, mentions, counts. Times are ms since 1970, UTC.

export type SourceTable = {
  readonly id: Generated<number>;
  readonly public_id: string;
  readonly url: string;
  readonly name: string;
  readonly site_url: string | null;
  readonly network: Network;
  readonly key: string | null;
  readonly everything: Generated<0 | 1>;
  readonly allow_private: Generated<0 | 1>;
  readonly interval_minutes: number | null;
  readonly ttl_minutes: number | null;
  readonly etag: string | null;
  readonly last_modified: string | null;
  readonly validators_from: string | null;
  readonly body_hash: string | null;
  readonly failures: Generated<number>;
  readonly trouble: string | null;
  readonly last_ok_at: number | null;
  readonly last_try_at: number | null;
  readonly next_check_at: number | null;
  readonly newest_item_at: number | null;
  readonly gone_at: number | null;
  readonly removed_at: number | null;
  readonly version: Generated<number>;
  readonly created_at: number;
  readonly hint_minutes: number | null;
  readonly pace_minutes: number | null;
  readonly rest_until: number | null;
  readonly full_fetch_at: number | null;
  readonly moved_to: string | null;
  readonly moved_seen: Generated<number>;
  readonly moved_since: number | null;
  readonly repaired: Generated<0 | 1>;
  readonly department: string | null;
  readonly retention_days: number | null;
  readonly sign_in: "basic" | "header" | null;
  readonly sign_in_name: string | null;
  readonly kind: Generated<"feed" | "by_hand" | "import">;
  readonly account_id: number | null;
  readonly account_words: string | null;
  readonly account_cursor: string | null;
};

export type SourceAddressTable = {
  readonly id: Generated<number>;
  readonly source_id: number;
  readonly url: string;
  readonly until: number;
};

export type RawEntriesTable = {
  readonly source_id: number;
  readonly context: string;
  readonly entries: Buffer;
};

export type FetchTable = {
  readonly id: Generated<number>;
  readonly source_id: number;
  readonly at: number;
  readonly outcome: "stored" | "same" | "not_modified" | "failed" | "offline";
  readonly conditional: 0 | 1;
  readonly http_status: number | null;
  readonly bytes: number | null;
  readonly took_ms: number | null;
  readonly new_items: number | null;
  readonly trouble: string | null;
  readonly next_check_at: number | null;
};

export type WatchTable = {
  readonly id: Generated<number>;
  readonly public_id: string;
  readonly key: string | null;
  readonly name: string;
  readonly set: WatchSet;
  readonly query: string;
  readonly version: Generated<number>;
  readonly saved_at: number;
  readonly removed_at: number | null;
  readonly overran_at: number | null;
  /** The sum of its slots. */
  readonly mentions: Generated<number>;
};

export type WatchVersionTable = {
  readonly watch_id: number;
  readonly version: number;
  readonly query: string;
  readonly saved_at: number;
  readonly name: string | null;
  readonly set: WatchSet | null;
  readonly saved_by: number | null;
};

export type RuleTable = {
  readonly id: Generated<number>;
  readonly public_id: string;
  readonly position: number;
  readonly name: string;
  readonly conditions: string;
  readonly actions: string;
  readonly stop: Generated<0 | 1>;
  readonly reason: string;
  readonly version: Generated<number>;
  readonly removed_at: number | null;
  readonly is_on: Generated<0 | 1>;
  readonly saved_at: number | null;
  readonly saved_by: number | null;
};

export type RuleVersionTable = {
  readonly rule_id: number;
  readonly version: number;
  readonly content: string;
  readonly saved_at: number | null;
  readonly saved_by: number | null;
};

export type RuleEffectTable = {
  readonly story_id: number;
  readonly rule_id: number;
  readonly rule_version: number;
  readonly at: number;
  readonly batch_id: string | null;
  readonly changes: string;
};

export type ItemTable = {
  readonly id: Generated<number>;
  readonly public_id: string;
  readonly source_id: number;
  readonly key_hash: number;
  readonly version: Generated<number>;
  readonly published_at: number;
  readonly date_guessed: Generated<0 | 1>;
  readonly first_seen_at: number;
  readonly backfill: Generated<0 | 1>;
  readonly content_hash: string;
  readonly network: Network;
  readonly lang: string | null;
  readonly sentiment: "negative" | "neutral" | "positive" | null;
  readonly score: number | null;
  readonly confidence: number | null;
  readonly corrected_by: number | null;
  readonly author: string | null;
  readonly handle: string | null;
  readonly key: string;
  readonly url: string | null;
  readonly canonical_url: string | null;
  readonly title: string | null;
  readonly text: string;
  readonly spellings: string | null;
  readonly reply_url: string | null;
  readonly categories: string | null;
  readonly enclosures: string | null;
  readonly second_hash: number | null;
  readonly entered_by: number | null;
};

export type ItemVersionTable = {
  readonly item_id: number;
  readonly version: number;
  readonly title: string | null;
  readonly text: string;
  readonly seen_at: number;
};

export type PurgedKeyTable = {
  readonly source_id: number;
  readonly key_hash: number;
  readonly purged_at: number;
};

export type StoryTable = {
  readonly id: Generated<number>;
  readonly public_id: string;
  readonly head_id: number;
  readonly bucket: "unsorted" | "analytics" | "pr" | "care";
  readonly decided_by: "rule" | "scorer" | "person";
  readonly reason: string;
  readonly rule_id: number | null;
  readonly urgency: "high" | "normal" | "low";
  readonly labels: Generated<string>;
  readonly department: string | null;
  readonly script_key: string | null;
  readonly approval_roles: Generated<string>;
  readonly sentiment: "negative" | "neutral" | "positive" | "unsure" | "mixed";
  readonly copies: Generated<number>;
  readonly newest_at: number;
  readonly version: Generated<number>;
};

export type MentionTable = {
  readonly id: number;
  readonly story_id: number;
  readonly bucket: "unsorted" | "analytics" | "pr" | "care";
  readonly slot: number;
  readonly slot_sentiment: "negative" | "neutral" | "positive" | "unsure";
  readonly is_first: 0 | 1;
};

export type StorySimilarTable = {
  readonly story_id: number;
  readonly other_id: number;
  readonly likeness: number;
  readonly seen_at: number;
};

export type StoryMemberTable = {
  readonly story_id: number;
  readonly mention_id: number;
  readonly joined_at: number;
  readonly reason: "alone" | "same_key" | "same_link" | "near_text" | "by_hand";
  readonly answers: Generated<0 | 1>;
  readonly left_at: number | null;
};

export type MentionWatchTable = {
  readonly mention_id: number;
  readonly watch_id: number;
  readonly spans: string;
};

export type SlotBucketTable = {
  readonly slot: number;
  readonly bucket: Bucket;
  readonly sentiment: SentimentSlot;
  readonly mentions: number;
  readonly stories: number;
  readonly purged: Generated<number>;
};

export type SlotSourceTable = {
  readonly slot: number;
  readonly source_id: number;
  readonly mentions: number;
  readonly stories: number;
  readonly purged: Generated<number>;
};

export type SlotWatchTable = {
  readonly slot: number;
  readonly watch_id: number;
  readonly mentions: number;
  readonly stories: number;
  readonly purged: Generated<number>;
};
