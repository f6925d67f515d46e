import { sql } from "kysely";
import type { LookUpHit } from "../../contract/methods/look-up.ts";
import type { Network } from "../../contract/values.ts";
import type { Db } from "./open.ts";

/** All that a hit shows of a contact, as it is stored. */
export type HitRow = Pick<LookUpHit, "id" | "kind" | "town" | "openStoryId"> & {
  readonly rowId: number;
  readonly name: string;
  readonly organisation: string | null;
  readonly handles: readonly { readonly network: Network; readonly handle: string }[];
  /** Digits, with "+" where the calling code is known. */
  readonly phones: readonly string[];
  readonly emails: readonly string[];
  readonly hasCase: boolean;
};

type Row = Omit<HitRow, "handles" | "phones" | "emails" | "hasCase"> & {
  readonly handles: string;
  readonly phones: string;
  readonly emails: string;
  readonly hasCase: 0 | 1;
};

/** What is shown of these contacts, in no order. Of each list the first twenty. */
export async function hitRows(db: Db, rowIds: readonly number[]): Promise<readonly HitRow[]> {
  const { rows } = await sql<Row>`
    SELECT contact.id AS rowId, contact.public_id AS id, contact.name, contact.kind, contact.organisation, contact.town,
      (
        SELECT json_group_array(json_object('network', network, 'handle', handle))
        FROM (SELECT network, handle FROM contact_handle WHERE contact_id = contact.id ORDER BY network, handle LIMIT 20)
      ) AS handles,
      (
        SELECT json_group_array(digits)
        FROM (SELECT digits FROM contact_phone WHERE contact_id = contact.id ORDER BY id LIMIT 20)
      ) AS phones,
      (
        SELECT json_group_array(written)
        FROM (SELECT written FROM contact_email WHERE contact_id = contact.id ORDER BY id LIMIT 20)
      ) AS emails,
      EXISTS (SELECT 1 FROM desk_case WHERE contact_id = contact.id) AS hasCase,
      (
        SELECT story.public_id
        FROM desk_case
        JOIN story ON story.id = desk_case.story_id
        WHERE desk_case.contact_id = contact.id AND desk_case.status <> 'resolved'
        ORDER BY desk_case.sort_at, desk_case.id
        LIMIT 1
      ) AS openStoryId
    FROM json_each(${JSON.stringify(rowIds)}) AS wanted
    JOIN contact ON contact.id = wanted.value`.execute(db);
  return rows.map((row) => ({
    ...row,
    // Made by the query above.
    handles: JSON.parse(row.handles) as HitRow["handles"],
    phones: JSON.parse(row.phones) as HitRow["phones"],
    emails: JSON.parse(row.emails) as HitRow["emails"],
    hasCase: row.hasCase === 1,
  }));
}
