import type { Meanwhile } from "../../contract/methods/replies.ts";
import { initialsOf } from "../../domain/people.ts";
import type { Db } from "./open.ts";

type OfReply = { readonly rowId: number; readonly id: string; readonly caseRowId: number };

/**
 * What was done for the same person since a draft was begun, newest first, at most 50: other replies to the case that
 * were submitted or posted, and calls, e-mails or visits that somebody logged.
 */
export async function doneMeanwhile(db: Db, reply: OfReply): Promise<readonly Meanwhile[]> {
  const begun = await begunOf(db, reply);
  const [replies, logged] = await Promise.all([repliesSince(db, reply, begun.seq), loggedSince(db, reply, begun.at)]);
  return [...replies, ...logged].toSorted((one, other) => other.at - one.at).slice(0, 50);
}

/** When a draft was begun, and its number in the log: that only grows, whatever somebody does to the clock. */
export async function begunOf(
  db: Db,
  { id }: Pick<OfReply, "id">,
): Promise<{ readonly seq: number; readonly at: number }> {
  const row = await db
    .selectFrom("event")
    .select(["seq", "at"])
    .where("subject_kind", "=", "reply")
    .where("subject_id", "=", id)
    .where("kind", "=", "reply.started")
    .limit(1)
    .executeTakeFirst();
  return row ?? { seq: 0, at: 0 };
}

async function repliesSince(db: Db, { rowId, caseRowId }: OfReply, begunSeq: number): Promise<readonly Meanwhile[]> {
  const rows = await db
    .selectFrom("reply")
    .innerJoin("desk_case", "desk_case.id", "reply.case_id")
    .innerJoin("story", "story.id", "desk_case.story_id")
    .leftJoin("person", "person.id", "reply.saved_by")
    .select(["reply.public_id", "reply.state", "reply.text", "reply.submitted_at", "reply.sent_at", "reply.saved_at"])
    .select(["story.public_id as story_id", "person.public_id as person_id", "person.name"])
    .select((from) =>
      from
        .selectFrom("event")
        .select("event.seq")
        .where("event.subject_kind", "=", "reply")
        .whereRef("event.subject_id", "=", "reply.public_id")
        .where("event.kind", "=", "reply.sent")
        .orderBy("event.seq", "desc")
        .limit(1)
        .as("sent_seq"),
    )
    .where("reply.case_id", "=", caseRowId)
    .where("reply.id", "<>", rowId)
    .where("reply.state", "in", ["submitted", "approved", "sending", "handed_over", "sent"])
    .orderBy("reply.id")
    .limit(50)
    .execute();
  return rows.flatMap((row) => {
    const at = row.sent_at ?? row.submitted_at ?? row.saved_at;
    // What was posted before the draft was begun is what the draft goes on from.
    if (row.state === "sent" && (row.sent_seq ?? 0) < begunSeq) return [];
    return [
      {
        kind: "reply" as const,
        id: row.public_id,
        storyId: row.story_id,
        state: row.state,
        by: refOf(row.person_id, row.name),
        author: null,
        at,
        text: row.text,
      },
    ];
  });
}

async function loggedSince(db: Db, { caseRowId }: OfReply, begun: number): Promise<readonly Meanwhile[]> {
  const rows = await db
    .selectFrom("desk_case as own")
    .innerJoin("desk_case as other", (join) =>
      join.onRef("other.contact_id", "=", "own.contact_id").onRef("other.id", "<>", "own.id"),
    )
    .innerJoin("story", "story.id", "other.story_id")
    .innerJoin("item", "item.id", "story.head_id")
    .innerJoin("person", "person.id", "item.entered_by")
    .select(["item.public_id", "item.first_seen_at", "item.text", "story.public_id as story_id"])
    .select(["person.public_id as person_id", "person.name"])
    .where("own.id", "=", caseRowId)
    .where("own.contact_id", "is not", null)
    .where("item.network", "in", ["phone", "email", "walk-in"])
    .where("item.first_seen_at", ">=", begun)
    .orderBy("item.id", "desc")
    .limit(50)
    .execute();
  return rows.map((row) => ({
    kind: "logged" as const,
    id: row.public_id,
    storyId: row.story_id,
    state: null,
    by: refOf(row.person_id, row.name),
    author: null,
    at: row.first_seen_at,
    text: row.text.slice(0, 1000),
  }));
}

function refOf(id: string | null, name: string | null): Meanwhile["by"] {
  return id === null || name === null ? null : { id, name, initials: initialsOf(name) };
}
