import type { Generated } from "kysely";
import type { Network } from "../../../contract/values.ts";

export type ConversationTable = {
  readonly id: Generated<number>;
  readonly public_id: string;
  readonly network: Network;
  readonly root_remote_id: string;
  readonly account_id: string | null;
  readonly root_gone_at: number | null;
};

export type MessageTable = {
  readonly id: Generated<number>;
  readonly conversation_id: number;
  readonly network: Network;
  readonly remote_id: string;
  readonly parent_remote_id: string | null;
  readonly direction: "in" | "out";
  readonly author: string | null;
  readonly handle: string | null;
  readonly text: string;
  readonly lang: string | null;
  readonly url: string | null;
  readonly posted_at: number;
  readonly seen_at: number;
  readonly read_at: number | null;
  readonly gone_at: number | null;
  readonly item_id: number | null;
  readonly reply_id: number | null;
};

export type MessageNameTable = { readonly name: string; readonly message_id: number };

export type ItemEchoTable = { readonly item_id: number; readonly message_id: number | null };

export type ThreadReadTable = {
  readonly message_id: number;
  readonly account_id: string | null;
  readonly sent_at: number;
  readonly step: Generated<number>;
  readonly due_at: number | null;
  readonly failures: Generated<number>;
  readonly last_read_at: number | null;
  readonly trouble: string | null;
  readonly reminded_at: number | null;
  readonly looked_at: number | null;
};
