import type { Bucket, CaseStatus, Network, Role } from "../../contract/values.ts";
import type { Db, Trx } from "./open.ts";

/** What a reply needs to know of the case it answers. */
export type AnsweredCase = {
  readonly rowId: number;
  readonly id: string;
  readonly version: number;
  readonly status: CaseStatus;
  readonly bucket: Bucket;
  readonly cycle: number;
  readonly ownerRowId: number | null;
  readonly firstResponseAt: number | null;
  readonly storyRowId: number;
  readonly storyId: string;
  readonly storyRoles: readonly Role[];
  readonly network: Network;
  readonly url: string | null;
  /** Where an answer belongs when that is not the url. */
  readonly replyUrl: string | null;
  readonly author: string | null;
  readonly handle: string | null;
  readonly contactName: string | null;
  readonly contactRowId: number | null;
};

/** The case of a story, by the story's public id or by the case's row. */
export async function findAnsweredCase(
  db: Db,
  by: { readonly storyId: string } | { readonly caseRowId: number },
): Promise<AnsweredCase | null> {
  let query = db
    .selectFrom("desk_case")
    .innerJoin("story", "story.id", "desk_case.story_id")
    .innerJoin("item", "item.id", "story.head_id")
    .leftJoin("contact", "contact.id", "desk_case.contact_id")
    .select([
      "desk_case.id",
      "desk_case.public_id",
      "desk_case.version",
      "desk_case.status",
      "desk_case.bucket",
      "desk_case.cycle",
    ])
    .select([
      "desk_case.owner_id",
      "desk_case.first_response_at",
      "story.id as story_row_id",
      "story.public_id as story_id",
    ])
    .select(["story.approval_roles", "item.network", "item.url", "item.reply_url"])
    .select(["item.author", "item.handle", "contact.name as contact_name", "desk_case.contact_id"]);
  query =
    "storyId" in by ? query.where("story.public_id", "=", by.storyId) : query.where("desk_case.id", "=", by.caseRowId);
  const row = await query.executeTakeFirst();
  if (!row) return null;
  // Who answered us is answered where they did.
  const last = await lastAnswer(db, row.story_row_id);
  return {
    rowId: row.id,
    id: row.public_id,
    version: row.version,
    status: row.status,
    bucket: row.bucket,
    cycle: row.cycle,
    ownerRowId: row.owner_id,
    firstResponseAt: row.first_response_at,
    storyRowId: row.story_row_id,
    storyId: row.story_id,
    storyRoles: JSON.parse(row.approval_roles) as Role[],
    network: row.network,
    url: last?.url ?? row.url,
    replyUrl: last ? last.reply_url : row.reply_url,
    author: last?.author ?? row.author,
    handle: last ? last.handle : row.handle,
    contactName: row.contact_name,
    contactRowId: row.contact_id,
  };
}

/** The newest answer to us in a story that is not gone from its network. */
async function lastAnswer(db: Db, storyRowId: number) {
  return db
    .selectFrom("story_member")
    .innerJoin("item", "item.id", "story_member.mention_id")
    .leftJoin("message", "message.item_id", "item.id")
    .select(["item.url", "item.reply_url", "item.author", "item.handle"])
    .where("story_member.story_id", "=", storyRowId)
    .where("story_member.answers", "=", 1)
    .where("story_member.left_at", "is", null)
    .where("item.url", "is not", null)
    .where("message.gone_at", "is", null)
    .orderBy("item.published_at", "desc")
    .orderBy("item.id", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** Writes a moment of the reply's way onto the case's running cycle, the first time only. */
export async function markCycle(
  trx: Trx,
  {
    caseRowId,
    cycle,
    moment,
    at,
  }: {
    readonly caseRowId: number;
    readonly cycle: number;
    readonly moment: "submitted_at" | "approved_at" | "first_response_at";
    readonly at: number;
  },
): Promise<void> {
  await trx
    .updateTable("case_cycle")
    .set({ [moment]: at })
    .where("case_id", "=", caseRowId)
    .where("cycle", "=", cycle)
    .where(moment, "is", null)
    .execute();
}

/**
 * Takes back what a reply wrote onto the case's running cycle, because its words no longer stand: the cycle was
 * submitted and approved when the earliest of the replies that still stand was; with none it was not.
 */
export async function clearMoments(
  trx: Trx,
  reply: {
    readonly rowId: number;
    readonly caseRowId: number;
    readonly cycle: number;
    readonly times: { readonly submittedAt: number | null; readonly approvedAt: number | null };
  },
): Promise<void> {
  const moments = [
    { moment: "submitted_at", from: reply.times.submittedAt },
    { moment: "approved_at", from: reply.times.approvedAt },
  ] as const;
  for (const { moment, from } of moments) {
    if (from === null) continue;
    await trx
      .updateTable("case_cycle")
      .set((eb) => ({
        [moment]: eb
          .selectFrom("reply")
          .select((of) => of.fn.min(`reply.${moment}`).as("at"))
          .where("reply.case_id", "=", reply.caseRowId)
          .where("reply.cycle", "=", reply.cycle)
          .where("reply.id", "<>", reply.rowId)
          .where("reply.state", "not in", ["draft", "returned", "cancelled", "void"]),
      }))
      .where("case_id", "=", reply.caseRowId)
      .where("cycle", "=", reply.cycle)
      .where(moment, "=", from)
      // A cycle that is over stays as it was.
      .where((eb) =>
        eb.exists(
          eb
            .selectFrom("desk_case")
            .select("desk_case.id")
            .where("desk_case.id", "=", reply.caseRowId)
            .where("desk_case.cycle", "=", reply.cycle),
        ),
      )
      .execute();
  }
}
