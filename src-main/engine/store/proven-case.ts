import { sql } from "kysely";
import type { Db } from "./open.ts";

/** The rows of those of these cases that have a posted reply, with its proof, in their present cycle. */
export async function provenCases(db: Db, caseRowIds: readonly number[]): Promise<ReadonlySet<number>> {
  const rows = await db
    .selectFrom("desk_case")
    .select("desk_case.id")
    .where("desk_case.id", "in", sql<number>`(SELECT value FROM json_each(${JSON.stringify(caseRowIds)}))`)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom("reply")
          .select("reply.id")
          .whereRef("reply.case_id", "=", "desk_case.id")
          .whereRef("reply.cycle", "=", "desk_case.cycle")
          .where("reply.state", "=", "sent"),
      ),
    )
    .orderBy("desk_case.id")
    .limit(1000)
    .execute();
  return new Set(rows.map(({ id }) => id));
}
