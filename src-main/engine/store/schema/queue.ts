import type { Generated } from "kysely";

// Rows of the queue: labels, saved views, macros. Times are ms since 1970, UTC.

export type StoryLabelTable = {
  readonly name: string;
  readonly story_id: number;
};

export type LabelTable = {
  readonly id: Generated<number>;
  readonly public_id: string;
  readonly name: string;
  readonly tone: string;
  readonly made_at: number;
};

export type LabelNameTable = {
  readonly name: string;
  readonly label_id: number | null;
};

export type SavedViewTable = {
  readonly id: Generated<number>;
  readonly public_id: string;
  readonly owner_id: number | null;
  readonly name: string;
  readonly content: string;
  readonly position: number;
  readonly version: Generated<number>;
  readonly removed_at: number | null;
};

export type MacroTable = {
  readonly id: Generated<number>;
  readonly public_id: string;
  readonly owner_id: number | null;
  readonly name: string;
  readonly key: string | null;
  readonly content: string;
  readonly version: Generated<number>;
  readonly removed_at: number | null;
};
