import { sql } from "kysely";
import type { Bucket, CaseStatus, Priority, ReplyState, Resolution } from "../../contract/values.ts";
import { excerptOf } from "../../domain/cases/excerpt.ts";
import type { Db } from "./open.ts";

/** A case in one of its cycles, as a handover tells of it. Instants in ms. */
export type ShiftCaseRow = {
  readonly caseId: string;
  readonly storyId: string;
  readonly title: string;
  readonly contact: string | null;
  readonly bucket: Bucket;
  readonly priority: Priority;
  readonly status: CaseStatus;
  readonly ownerRowId: number | null;
  readonly queuedAt: number;
  readonly targetMs: number;
  readonly dueAt: number | null;
  readonly firstResponseAt: number | null;
  readonly resolvedAt: number | null;
  readonly resolution: Resolution | null;
  readonly reply: { readonly state: ReplyState; readonly by: string | null } | null;
  readonly note: string | null;
  readonly noteBy: string | null;
};

type Stretch = { readonly from: number; readonly to: number };

/** The cycles that something happened to in a stretch of time: they were queued, answered, or breached. */
export type CycleMoment = "cases" | "answered" | "breached";

const columnOf = { cases: "queued_at", answered: "first_response_at", breached: "breached_at" } as const;

function cycleQuery(db: Db, { of, from, to }: Stretch & { readonly of: CycleMoment }) {
  const column = sql.ref(`case_cycle.${columnOf[of]}`);
  return (
    db
      .selectFrom("case_cycle")
      .innerJoin("desk_case", "desk_case.id", "case_cycle.case_id")
      .where(sql<boolean>`${column} >= ${from} AND ${column} < ${to}`)
      // What was spam, a duplicate or withdrawn before an answer is in no figure either.
      .$if(of === "breached", (query) =>
        query.where(
          sql<boolean>`(case_cycle.first_response_at IS NOT NULL OR case_cycle.resolution IS NULL
            OR case_cycle.resolution NOT IN ('spam', 'duplicate', 'withdrawn'))`,
        ),
      )
  );
}

export async function countCycles(db: Db, asked: Stretch & { readonly of: CycleMoment }): Promise<number> {
  const row = await cycleQuery(db, asked)
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

/** The cases of those cycles, the oldest first. */
export async function casesOfCycles(
  db: Db,
  { limit, ...asked }: Stretch & { readonly of: CycleMoment; readonly limit: number },
): Promise<readonly ShiftCaseRow[]> {
  const found = await cycleQuery(db, asked)
    .select(["case_cycle.case_id", "case_cycle.cycle"])
    .orderBy(sql.ref(`case_cycle.${columnOf[asked.of]}`))
    .orderBy("case_cycle.case_id")
    .limit(limit)
    .execute();
  return readCases(
    db,
    found.map(({ case_id, cycle }) => ({ caseRowId: case_id, cycle })),
  );
}

const openStatuses = (["new", "open", "waiting"] as const).map((status) => sql.lit(status));

/** The cases that wait for us, in the order of the queue. */
export async function openCases(db: Db, limit: number): Promise<readonly ShiftCaseRow[]> {
  const found = await db
    .selectFrom("desk_case")
    .select(["id", "cycle"])
    .where("status", "in", openStatuses)
    .orderBy("sort_at")
    .orderBy("id")
    .limit(limit)
    .execute();
  return readCases(
    db,
    found.map(({ id, cycle }) => ({ caseRowId: id, cycle })),
  );
}

async function readCases(
  db: Db,
  wanted: readonly { readonly caseRowId: number; readonly cycle: number }[],
): Promise<readonly ShiftCaseRow[]> {
  const rows = await db
    .selectFrom("case_cycle")
    .innerJoin("desk_case", "desk_case.id", "case_cycle.case_id")
    .innerJoin("story", "story.id", "desk_case.story_id")
    .innerJoin("item", "item.id", "story.head_id")
    .leftJoin("contact", "contact.id", "desk_case.contact_id")
    .selectAll("case_cycle")
    .select(["desk_case.public_id", "desk_case.status", "desk_case.owner_id", "desk_case.erased_at"])
    .select(["story.public_id as story_id", "item.title", "item.text", "item.author", "contact.name as contact"])
    .where(
      sql<boolean>`(case_cycle.case_id, case_cycle.cycle) IN (
        SELECT value ->> 0, value ->> 1
        FROM json_each(${JSON.stringify(wanted.map(({ caseRowId, cycle }) => [caseRowId, cycle]))}))`,
    )
    .execute();
  const byKey = new Map(rows.map((row) => [`${row.case_id} ${row.cycle}`, row]));
  const ids = rows.map((row) => row.case_id);
  const [replies, notes] = await Promise.all([newestReplies(db, ids), newestNotes(db, ids)]);
  return wanted.flatMap(({ caseRowId, cycle }) => {
    const row = byKey.get(`${caseRowId} ${cycle}`);
    if (!row) return [];
    const note = notes.get(row.case_id);
    return [
      {
        ...{ caseId: row.public_id, storyId: row.story_id, title: row.title ?? excerptOf(row.text, []).excerpt },
        contact: row.erased_at === null ? (row.contact ?? row.author) : null,
        ...{ bucket: row.bucket, priority: row.priority, status: row.status, ownerRowId: row.owner_id },
        ...{ queuedAt: row.queued_at, targetMs: row.target_ms, dueAt: row.due_at },
        ...{ firstResponseAt: row.first_response_at, resolvedAt: row.resolved_at, resolution: row.resolution },
        reply: replies.get(row.case_id) ?? null,
        ...{ note: note?.text ?? null, noteBy: note?.name ?? null },
      } satisfies ShiftCaseRow,
    ];
  });
}

/** The newest reply of each case that is not posted, and who wrote in it last. */
async function newestReplies(db: Db, ids: readonly number[]) {
  const rows = await db
    .selectFrom("reply")
    .leftJoin("person", "person.id", "reply.saved_by")
    .select(["reply.case_id", "reply.state", "person.name"])
    .where("reply.case_id", "in", [...ids, 0])
    .where("reply.state", "not in", ["sent", "void", "cancelled"])
    .orderBy("reply.id")
    .execute();
  return new Map(rows.map((row) => [row.case_id, { state: row.state, by: row.name }]));
}

async function newestNotes(db: Db, ids: readonly number[]) {
  const rows = await db
    .selectFrom("case_note")
    .innerJoin("person", "person.id", "case_note.person_id")
    .select(["case_note.case_id", "case_note.text", "person.name"])
    .where("case_note.case_id", "in", [...ids, 0])
    .orderBy("case_note.id")
    .execute();
  return new Map(rows.map((row) => [row.case_id, row]));
}
