import { sql } from "kysely";
import type { Role } from "../../contract/values.ts";
import type { Db, Trx } from "./open.ts";

/** Words that may be said of a case, with who wrote them and who stands for them. */
export type LineRecord = {
  readonly rowId: number;
  readonly id: string;
  readonly version: number;
  readonly caseId: string;
  readonly cycle: number;
  readonly storyId: string;
  /** Who must approve what is said of the story. */
  readonly storyRoles: readonly Role[];
  readonly text: string;
  readonly proposedBy: number;
  readonly proposedAt: number;
  readonly expiresAt: number;
  readonly approvedBy: number | null;
  readonly approvedAt: number | null;
  readonly withdrawnBy: number | null;
  readonly withdrawnAt: number | null;
};

function lineQuery(db: Db) {
  return db
    .selectFrom("case_line")
    .innerJoin("desk_case", "desk_case.id", "case_line.case_id")
    .innerJoin("story", "story.id", "desk_case.story_id")
    .selectAll("case_line")
    .select(["desk_case.public_id as case_public_id", "desk_case.cycle"])
    .select(["story.public_id as story_public_id", "story.approval_roles"]);
}

type Row = Awaited<ReturnType<ReturnType<typeof lineQuery>["execute"]>>[number];

function toLine(row: Row): LineRecord {
  return {
    rowId: row.id,
    id: row.public_id,
    version: row.version,
    caseId: row.case_public_id,
    cycle: row.cycle,
    storyId: row.story_public_id,
    storyRoles: JSON.parse(row.approval_roles) as readonly Role[],
    text: row.text,
    proposedBy: row.proposed_by,
    proposedAt: row.proposed_at,
    expiresAt: row.expires_at,
    approvedBy: row.approved_by,
    approvedAt: row.approved_at,
    withdrawnBy: row.withdrawn_by,
    withdrawnAt: row.withdrawn_at,
  };
}

export async function insertLine(
  trx: Trx,
  line: {
    readonly id: string;
    readonly caseRowId: number;
    readonly text: string;
    readonly personRowId: number;
    readonly at: number;
    readonly expiresAt: number;
  },
): Promise<void> {
  await trx
    .insertInto("case_line")
    .values({
      public_id: line.id,
      case_id: line.caseRowId,
      text: line.text,
      proposed_by: line.personRowId,
      proposed_at: line.at,
      expires_at: line.expiresAt,
    })
    .execute();
}

export async function lineById(db: Db, id: string): Promise<LineRecord | null> {
  const row = await lineQuery(db).where("case_line.public_id", "=", id).executeTakeFirst();
  return row ? toLine(row) : null;
}

/** The lines of a story's case, the newest first, at most fifty. */
export async function linesOfStory(db: Db, storyRowId: number): Promise<readonly LineRecord[]> {
  const rows = await lineQuery(db)
    .where("desk_case.story_id", "=", storyRowId)
    .orderBy("case_line.id", "desc")
    .limit(50)
    .execute();
  return rows.map(toLine);
}

export async function markLine(
  trx: Trx,
  rowId: number,
  mark: { readonly as: "approved" | "withdrawn"; readonly by: number; readonly at: number },
): Promise<void> {
  const { by, at } = mark;
  await trx
    .updateTable("case_line")
    .set((eb) => ({
      version: eb("version", "+", 1),
      ...(mark.as === "approved" ? { approved_by: by, approved_at: at } : { withdrawn_by: by, withdrawn_at: at }),
    }))
    .where("id", "=", rowId)
    .execute();
}

export type SayableLine = {
  readonly id: string;
  readonly of: "case" | "story" | "similar";
};

/**
 * The approved line that has not expired and stands nearest to a contact: of an open case of theirs, else of a case of a
 * story that they spoke in, else of a story that says nearly the same; of the nearest ones the one approved last.
 */
export async function sayableLine(
  db: Db,
  { contactRowId, now }: { readonly contactRowId: number; readonly now: number },
): Promise<SayableLine | null> {
  const { rows } = await sql<SayableLine>`
    WITH said AS MATERIALIZED (
      SELECT DISTINCT mention.story_id AS id
      FROM contact_handle
      JOIN item ON item.id IN (
        SELECT own.id
        FROM item AS own
        WHERE own.handle = contact_handle.handle AND own.network = contact_handle.network
        ORDER BY own.published_at DESC
        LIMIT 50)
      JOIN mention ON mention.id = item.id
      WHERE contact_handle.contact_id = ${contactRowId}
      UNION
      SELECT story_id FROM desk_case WHERE contact_id = ${contactRowId}
    ),
    near (case_id, "of", place) AS (
      SELECT id, 'case', 1 FROM desk_case WHERE contact_id = ${contactRowId} AND status <> 'resolved'
      UNION ALL
      SELECT desk_case.id, 'story', 2 FROM said JOIN desk_case ON desk_case.story_id = said.id
      UNION ALL
      SELECT desk_case.id, 'similar', 3
      FROM said
      JOIN story_similar ON story_similar.story_id = said.id
      JOIN desk_case ON desk_case.story_id = story_similar.other_id
    )
    SELECT case_line.public_id AS id, near."of" AS "of"
    FROM near
    JOIN case_line ON case_line.case_id = near.case_id
    WHERE case_line.approved_at IS NOT NULL AND case_line.withdrawn_at IS NULL AND case_line.expires_at > ${now}
    ORDER BY near.place, case_line.approved_at DESC, case_line.id DESC
    LIMIT 1`.execute(db);
  return rows[0] ?? null;
}
