import type { Generated } from "kysely";

// Rows of what the desk learns from its people. Times are ms since 1970, UTC.

export type LessonTable = {
  readonly id: Generated<number>;
  readonly public_id: string;
  readonly kind: "sentiment" | "routing";
  readonly item_id: number;
  readonly item_version: number;
  readonly names: Generated<string>;
  readonly was: string;
  readonly said: string;
  readonly at: number;
  readonly by_id: number | null;
  readonly batch_id: string;
  readonly withdrawn_at: number | null;
  readonly forgotten_at: number | null;
};

export type LearnedModelTable = {
  readonly id: Generated<number>;
  readonly public_id: string;
  readonly kind: "sentiment" | "routing";
  readonly version: number;
  readonly base: string;
  readonly lessons: number;
  readonly verdict: string;
  readonly judged: string;
  readonly content: Uint8Array | null;
  readonly made_at: number;
};

export type LearningTable = {
  readonly kind: "sentiment" | "routing";
  readonly model_id: number | null;
  readonly is_held: Generated<0 | 1>;
  readonly marker: Generated<string>;
  readonly learned_at: Generated<number>;
  readonly outcome: Generated<string>;
  readonly version: Generated<number>;
};
