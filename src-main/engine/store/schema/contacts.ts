import type { Generated } from "kysely";
import type { Network } from "../../../contract/values.ts";

// Rows of contacts. Times are ms since 1970, UTC.

export type ContactTable = {
  readonly id: Generated<number>;
  readonly public_id: string;
  readonly name: string;
  readonly version: Generated<number>;
  readonly created_at: number;
  readonly kind: Generated<"customer" | "staff" | "advocate" | "media" | "other">;
  readonly name_folded: Generated<string>;
  readonly organisation: string | null;
  readonly town: string | null;
  readonly merged_into: number | null;
  readonly removed_at: number | null;
  readonly import_id: number | null;
};

export type ContactHandleTable = {
  readonly network: Network;
  readonly handle: string;
  readonly contact_id: number;
  readonly folded: Generated<string>;
};

export type ContactPhoneTable = {
  readonly id: Generated<number>;
  readonly contact_id: number;
  readonly written: string;
  readonly digits: string;
};

export type ContactEmailTable = {
  readonly id: Generated<number>;
  readonly contact_id: number;
  readonly written: string;
  readonly folded: string;
};

export type ContactNoteTable = {
  readonly id: Generated<number>;
  readonly public_id: string;
  readonly contact_id: number;
  readonly person_id: number | null;
  readonly at: number;
  readonly text: string;
  readonly removed_at: number | null;
};

export type ContactMergeTable = {
  readonly id: Generated<number>;
  readonly public_id: string;
  readonly survivor_id: number;
  readonly merged_id: number;
  readonly at: number;
  readonly by_id: number | null;
  readonly reasons: string;
  readonly before: string;
  readonly undone_at: number | null;
  readonly undone_by: number | null;
};

export type ContactApartTable = {
  readonly one_id: number;
  readonly other_id: number;
  readonly at: number;
  readonly by_id: number | null;
};

export type ContactImportTable = {
  readonly id: Generated<number>;
  readonly public_id: string;
  readonly job_id: string;
  readonly upload_id: string;
  readonly name: string;
  readonly reading: string;
  readonly total: number;
  readonly added: Generated<number>;
  readonly filled: Generated<number>;
  readonly known: Generated<number>;
  readonly problems: Generated<number>;
  readonly started_by: number | null;
  readonly at: number;
  readonly undone_at: number | null;
};

export type ContactImportProblemTable = {
  readonly import_id: number;
  readonly row: number;
  readonly line: number;
  readonly says: string;
};
