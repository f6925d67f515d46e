import { sql } from "kysely";
import type { Bucket } from "../../contract/values.ts";
import type { Change, Happening } from "../../domain/crm/happenings.ts";
import type { Db } from "./open.ts";

/** The case that an interaction belongs to. */
export type HappeningCase = {
  readonly caseRowId: number;
  readonly cycle: number;
  readonly bucket: Bucket;
  readonly replyRowId: number | null;
  readonly itemRowId: number | null;
  /** A reply of ours was posted in this cycle. */
  readonly wasAnswered: boolean;
};

/** Null where there is no case, as of what is only counted or was withdrawn in the same act, and where its person was erased. */
export async function caseOfHappening(db: Db, { of, id, mentionId }: Happening): Promise<HappeningCase | null> {
  if (of === "reply") return caseOfReply(db, id);
  const row = await db
    .selectFrom("desk_case")
    .innerJoin("story", "story.id", "desk_case.story_id")
    .select(["desk_case.id", "desk_case.cycle", "story.bucket"])
    .where(of === "case" ? "desk_case.public_id" : "story.public_id", "=", id)
    .where(isOfSomebody)
    .executeTakeFirst();
  if (!row) return null;
  const item =
    mentionId === null
      ? undefined
      : await db.selectFrom("item").select("id").where("public_id", "=", mentionId).executeTakeFirst();
  return {
    ...{ caseRowId: row.id, cycle: row.cycle, bucket: row.bucket, replyRowId: null, itemRowId: item?.id ?? null },
    wasAnswered: await wasAnswered(db, { caseRowId: row.id, cycle: row.cycle }),
  };
}

/** Whoever writes again in a case of before is a new contact, and is told of again. */
const isOfSomebody = sql<boolean>`(desk_case.erased_at IS NULL OR desk_case.contact_id IS NOT NULL)`;

/** Whether the person whom a case is of was erased, so that nothing of it is told any more. */
export async function isOfErased(db: Db, caseRowId: number): Promise<boolean> {
  const row = await db
    .selectFrom("desk_case")
    .select("id")
    .where("id", "=", caseRowId)
    .where(sql<boolean>`NOT ${isOfSomebody}`)
    .executeTakeFirst();
  return row !== undefined;
}

async function caseOfReply(db: Db, replyId: string): Promise<HappeningCase | null> {
  const row = await db
    .selectFrom("reply")
    .innerJoin("desk_case", "desk_case.id", "reply.case_id")
    .innerJoin("story", "story.id", "desk_case.story_id")
    .select(["desk_case.id", "reply.cycle", "reply.id as reply_id", "story.bucket"])
    .where("reply.public_id", "=", replyId)
    .where(isOfSomebody)
    .executeTakeFirst();
  if (!row) return null;
  const { id: caseRowId, cycle, bucket, reply_id: replyRowId } = row;
  return { caseRowId, cycle, bucket, replyRowId, itemRowId: null, wasAnswered: true };
}

/** Whether a reply of ours was posted in a cycle of a case. */
export async function wasAnswered(
  db: Db,
  { caseRowId, cycle }: { readonly caseRowId: number; readonly cycle: number },
): Promise<boolean> {
  const row = await db
    .selectFrom("reply")
    .select("id")
    .where("case_id", "=", caseRowId)
    .where("cycle", "=", cycle)
    .where("state", "=", "sent")
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The case of a changed reply or case, with its present cycle. */
export async function caseOfChange(
  db: Db,
  { of, id }: Change,
): Promise<{ readonly caseRowId: number; readonly cycle: number } | null> {
  const query = db.selectFrom("desk_case").select(["desk_case.id as caseRowId", "desk_case.cycle"]);
  const row =
    of === "reply"
      ? await query
          .innerJoin("reply", "reply.case_id", "desk_case.id")
          .where("reply.public_id", "=", id)
          .executeTakeFirst()
      : await query.where("desk_case.public_id", "=", id).executeTakeFirst();
  return row ?? null;
}

export async function rowOfPerson(db: Db, id: string): Promise<number | null> {
  const row = await db.selectFrom("person").select("id").where("public_id", "=", id).executeTakeFirst();
  return row?.id ?? null;
}

export async function cycleOfReply(db: Db, replyRowId: number): Promise<number> {
  const row = await db.selectFrom("reply").select("cycle").where("id", "=", replyRowId).executeTakeFirstOrThrow();
  return row.cycle;
}

/** What a reply is called outside, with its cycle and its story. */
export async function idsOfReply(
  db: Db,
  replyRowId: number,
): Promise<{ readonly id: string; readonly cycle: number; readonly storyId: string }> {
  return db
    .selectFrom("reply")
    .innerJoin("desk_case", "desk_case.id", "reply.case_id")
    .innerJoin("story", "story.id", "desk_case.story_id")
    .select(["reply.public_id as id", "reply.cycle", "story.public_id as storyId"])
    .where("reply.id", "=", replyRowId)
    .executeTakeFirstOrThrow();
}
