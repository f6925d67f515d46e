import { sql } from "kysely";
import { noticedEvents } from "../../domain/notices.ts";
import type { NoticeFact } from "../../domain/notices.ts";
import type { Db } from "./open.ts";

/** An event that somebody may be told of, and the row of its reply when it speaks of one. */
export type NoticeRow = Omit<NoticeFact, "reply"> & {
  readonly id: string;
  readonly storyId: string;
  readonly replyId: string | null;
};

/** The newest events of an hour of bulk are news as their number; more than these nobody reads. */
const mostEvents = 500;

/** What happened since an instant to cases and replies, newest first, each with what is true of its case now. */
export async function noticeRows(db: Db, since: number): Promise<readonly NoticeRow[]> {
  const rows = await db
    .selectFrom("event")
    .leftJoin("reply", (join) =>
      join.onRef("reply.public_id", "=", "event.subject_id").on("event.subject_kind", "=", "reply"),
    )
    .innerJoin("desk_case", (join) =>
      join.on((eb) =>
        eb.or([
          eb.and([eb("event.subject_kind", "=", "case"), eb("desk_case.public_id", "=", eb.ref("event.subject_id"))]),
          eb("desk_case.id", "=", eb.ref("reply.case_id")),
        ]),
      ),
    )
    .innerJoin("story", "story.id", "desk_case.story_id")
    .leftJoin("person", "person.id", "desk_case.owner_id")
    .select(["event.id", "event.kind", "event.at", "event.actor_kind", "event.actor_id"])
    .select([
      "desk_case.bucket",
      "desk_case.priority",
      "desk_case.status",
      "desk_case.first_response_at",
      "desk_case.sort_at",
    ])
    .select(["story.public_id as story_id", "person.public_id as owner", "reply.public_id as reply_id"])
    .select(
      sql<string | null>`(
        SELECT maker.public_id
        FROM promise
        JOIN person AS maker ON maker.id = promise.made_by
        WHERE promise.case_id = desk_case.id AND promise.broken_at = event.at AND event.kind = 'promise.broken'
        LIMIT 1)`.as("promised_by"),
    )
    .where("event.at", ">=", since)
    .where("event.kind", "in", [...noticedEvents])
    .orderBy("event.at", "desc")
    .orderBy("event.seq", "desc")
    .limit(mostEvents)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    storyId: row.story_id,
    replyId: row.reply_id,
    // The query asks for these kinds only.
    kind: row.kind as NoticeFact["kind"],
    at: row.at,
    by: row.actor_kind === "person" ? row.actor_id : null,
    bucket: row.bucket,
    priority: row.priority,
    ownerId: row.owner,
    promisedBy: row.promised_by,
    isWaiting: row.status !== "resolved" && row.status !== "snoozed" && row.first_response_at === null,
    // Whoever looks puts it back behind the clocks.
    isReminded: row.status === "waiting" && row.sort_at <= row.at,
  }));
}
