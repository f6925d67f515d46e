import { sql } from "kysely";
import type { Network, Role } from "../../contract/values.ts";
import type { RuledFields } from "../../domain/routing/rule-changes.ts";
import type { Db, Trx } from "./open.ts";

/** A story with all that rules decide about it, but for its case's owner, who is not kept with it. */
export type RuledStory = {
  readonly rowId: number;
  readonly id: string;
  readonly version: number;
  readonly headId: number;
  readonly fields: Omit<RuledFields, "assignee">;
  readonly publishedAt: number;
  readonly author: string | null;
  readonly handle: string | null;
  readonly network: Network;
};

function ruledQuery(db: Db) {
  return db
    .selectFrom("story")
    .innerJoin("item", "item.id", "story.head_id")
    .selectAll("story")
    .select(["item.published_at", "item.author", "item.handle", "item.network"])
    .where("story.copies", ">", 0)
    .orderBy("story.id");
}

type Row = Awaited<ReturnType<ReturnType<typeof ruledQuery>["execute"]>>[number];

function toStory(row: Row): RuledStory {
  return {
    rowId: row.id,
    id: row.public_id,
    version: row.version,
    headId: row.head_id,
    fields: {
      place: { bucket: row.bucket, decidedBy: row.decided_by, reason: row.reason, ruleRowId: row.rule_id },
      urgency: row.urgency,
      // Both written by insertStories and saveRuledFields only.
      labels: JSON.parse(row.labels) as string[],
      approvalRoles: JSON.parse(row.approval_roles) as Role[],
      department: row.department,
      scriptKey: row.script_key,
    },
    publishedAt: row.published_at,
    author: row.author,
    handle: row.handle,
    network: row.network,
  };
}

export async function ruledStories(db: Db, storyRowIds: readonly number[]): Promise<readonly RuledStory[]> {
  const list = sql<number>`(SELECT value FROM json_each(${JSON.stringify(storyRowIds)}))`;
  return (await ruledQuery(db).where("story.id", "in", list).execute()).map(toStory);
}

/** Writes what rules decide about stories and adds 1 to their versions. Their mentions and counts are moved by `recount`. */
export async function saveRuledFields(
  trx: Trx,
  changes: readonly { readonly rowId: number; readonly fields: RuledFields }[],
): Promise<void> {
  const rows = JSON.stringify(
    changes.map(({ rowId, fields: { place, ...fields } }) => ({
      ...{ ...place, ...fields, rowId },
      labels: JSON.stringify(fields.labels),
      approvalRoles: JSON.stringify(fields.approvalRoles),
    })),
  );
  await sql`
    UPDATE story
    SET bucket = new.bucket, decided_by = new.decided_by, reason = new.reason, rule_id = new.rule_id, urgency = new.urgency,
      labels = new.labels, department = new.department, script_key = new.script_key, approval_roles = new.approval_roles,
      version = version + 1
    FROM (
      SELECT value ->> 'rowId' AS row_id, value ->> 'bucket' AS bucket, value ->> 'decidedBy' AS decided_by,
        value ->> 'reason' AS reason, value ->> 'ruleRowId' AS rule_id, value ->> 'urgency' AS urgency, value ->> 'labels' AS labels,
        value ->> 'department' AS department, value ->> 'scriptKey' AS script_key, value ->> 'approvalRoles' AS approval_roles
      FROM json_each(${rows})
    ) AS new
    WHERE story.id = new.row_id`.execute(trx);
}

type Walk = { readonly since: number; readonly before: number; readonly limit: number };

/** Stories that came since an instant and before a row, newest first. */
export async function ruledStoriesSince(db: Db, { since, before, limit }: Walk): Promise<readonly RuledStory[]> {
  const rows = await ruledQuery(db)
    .where("story.id", "<", before)
    .where("item.first_seen_at", ">=", since)
    .clearOrderBy()
    .orderBy("story.id", "desc")
    .limit(limit)
    .execute();
  return rows.map(toStory);
}

export async function countStoriesSince(db: Db, since: number): Promise<number> {
  const { stories } = await db
    .selectFrom("story")
    .innerJoin("item", "item.id", "story.head_id")
    .select((eb) => eb.fn.countAll<number>().as("stories"))
    .where("item.first_seen_at", ">=", since)
    .where("story.copies", ">", 0)
    .executeTakeFirstOrThrow();
  return stories;
}

/** Those of these cases (by row) in which somebody has written something. */
export async function casesWithWords(db: Db, caseRowIds: readonly number[]): Promise<ReadonlySet<number>> {
  const { rows } = await sql<{ id: number }>`
    SELECT value AS id
    FROM json_each(${JSON.stringify(caseRowIds)})
    WHERE EXISTS (SELECT 1 FROM reply WHERE case_id = value)
      OR EXISTS (SELECT 1 FROM case_note WHERE case_id = value)`.execute(db);
  return new Set(rows.map((row) => row.id));
}
