import type { Generated } from "kysely";
import type { Role } from "../../../contract/values.ts";

// Rows that everything stands on: the desk itself, its event log, its people. Times are ms since 1970, UTC.

export type MetaTable = {
  readonly key: string;
  readonly value: string;
};

export type SettingTable = {
  readonly id: number;
  readonly value: string;
  readonly version: number;
};

export type CommandTable = {
  readonly id: string;
  readonly method: string;
  readonly at: number;
  readonly result: string;
};

export type EventTable = {
  readonly seq: number;
  readonly id: string;
  readonly at: number;
  readonly actor_kind: "person" | "engine" | "cli";
  readonly actor_id: string | null;
  readonly command_id: string | null;
  readonly batch_id: string | null;
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly cycle: number | null;
  readonly kind: string;
  readonly payload_hash: string;
  readonly prev_hash: string;
  readonly hash: string;
};

export type EventPayloadTable = {
  readonly seq: number;
  readonly salt: string;
  readonly payload: string;
};

export type RunningSpanTable = {
  readonly id: Generated<number>;
  readonly from_at: number;
  readonly to_at: number;
  readonly woke: Generated<0 | 1>;
};

/** The hours that were in force until an instant. */
export type PastHoursTable = {
  readonly id: Generated<number>;
  readonly until_at: number;
  readonly hours: string;
};

/** A stretch in which nothing could be reached. */
export type OfflineSpanTable = {
  readonly id: Generated<number>;
  readonly from_at: number;
  readonly to_at: number;
};

export type RoleTable = {
  readonly id: string;
};

export type PersonTable = {
  readonly id: Generated<number>;
  readonly public_id: string;
  readonly name: string;
  readonly pin_hash: string | null;
  readonly version: Generated<number>;
  readonly created_at: number;
  readonly removed_at: number | null;
};

export type PersonRoleTable = {
  readonly person_id: number;
  readonly role: Role;
};

export type SessionTable = {
  readonly id: Generated<number>;
  readonly token_hash: string;
  readonly device: "desk" | "display";
  readonly person_id: number | null;
  readonly created_at: number;
  readonly seen_at: number;
  readonly revoked_at: number | null;
  readonly public_id: string | null;
  readonly name: string | null;
  readonly wall_id: string | null;
  readonly seen_from: Generated<"computer" | "network">;
};

export type OpenNetworkTable = {
  readonly name: string;
  readonly port: number | null;
  readonly opened_at: number;
};
