import { sql } from "kysely";
import type { Db } from "./open.ts";

export type Decided = { readonly replyId: string; readonly at: number };

/** Who approved or returned replies at these moments, as "reply moment"; what nobody in person decided is left out. */
export async function decidersOf(db: Db, decided: readonly Decided[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<Decided & { readonly name: string }>`
    SELECT reply.public_id AS "replyId", wanted.value ->> 1 AS at, person.name
    FROM json_each(${JSON.stringify(decided.map(({ replyId, at }) => [replyId, at]))}) AS wanted
    JOIN reply ON reply.public_id = wanted.value ->> 0
    JOIN person ON person.id = coalesce(
      (SELECT max(approval.person_id) FROM approval WHERE approval.reply_id = reply.id AND approval.at = wanted.value ->> 1),
      CASE WHEN reply.returned_at = wanted.value ->> 1 THEN reply.returned_by END)`.execute(db);
  return new Map(rows.map(({ replyId, at, name }) => [`${replyId} ${at}`, name]));
}
