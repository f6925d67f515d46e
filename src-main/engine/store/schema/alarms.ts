import type { Generated } from "kysely";

// Rows of alarms. Times are ms since 1970, UTC. A series is "all", "negative", or "watch:" with the row of the watch.

export type AlarmTable = {
  readonly id: Generated<number>;
  readonly public_id: string;
  readonly kind: "spike" | "dip";
  readonly series: string;
  readonly also: Generated<string>;
  readonly state: "raised" | "ongoing" | "ended" | "dismissed";
  readonly coordinated: Generated<0 | 1>;
  readonly confidence: "sure" | "likely" | "possible";
  readonly measure: string;
  readonly evidence: string;
  readonly since: number;
  readonly raised_at: number;
  readonly over_at: number;
  readonly sharp_at: number | null;
  readonly ended_at: number | null;
  readonly dismissed_at: number | null;
  readonly muted_until: number | null;
  readonly notice_at: number | null;
  readonly mentions: Generated<number>;
  readonly authors: Generated<number>;
  readonly top_term: string | null;
  readonly version: Generated<number>;
};

export type AlarmMentionTable = {
  readonly alarm_id: number;
  readonly mention_id: number;
};

export type AlarmTaughtTable = {
  readonly series: string;
  readonly factor: number;
  readonly at: number;
};
