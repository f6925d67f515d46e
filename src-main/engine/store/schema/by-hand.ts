import type { Generated } from "kysely";

// Rows of what people bring in themselves: files on their way, pictures, imports. Times are ms since 1970, UTC.

export type UploadPartTable = {
  readonly upload_id: string;
  readonly part: number;
  readonly bytes: Uint8Array;
  readonly at: number;
};

export type ItemPictureTable = {
  readonly item_id: number;
  readonly type: "image/png" | "image/jpeg" | "image/webp";
  readonly hash: string;
  readonly bytes: Uint8Array;
};

export type ImportTable = {
  readonly id: Generated<number>;
  readonly public_id: string;
  readonly job_id: string;
  readonly source_id: number;
  readonly upload_id: string;
  readonly name: string;
  readonly reading: string;
  readonly total: number;
  readonly stored: Generated<number>;
  readonly mentions: Generated<number>;
  readonly known: Generated<number>;
  readonly twice: Generated<number>;
  readonly problems: Generated<number>;
  readonly started_by: number | null;
  readonly at: number;
};

export type ImportProblemTable = {
  readonly import_id: number;
  readonly row: number;
  readonly line: number;
  readonly says: string;
};
