import type { Contact } from "../../contract/methods/contacts.ts";
import type { Db } from "./open.ts";

const mostCases = 20;
const mostTitle = 160;

/** The cases of a contact: open ones first, then the newest; at most twenty. */
export async function casesOfContact(db: Db, contactRowId: number): Promise<Contact["cases"]> {
  const rows = await db
    .selectFrom("desk_case")
    .innerJoin("story", "story.id", "desk_case.story_id")
    .innerJoin("item", "item.id", "story.head_id")
    .select(["story.public_id", "item.title", "item.text", "item.network"])
    .select(["desk_case.bucket", "desk_case.status", "desk_case.priority", "desk_case.queued_at"])
    .where("desk_case.contact_id", "=", contactRowId)
    .orderBy((eb) => eb("desk_case.status", "=", "resolved"))
    .orderBy("desk_case.queued_at", "desc")
    .orderBy("desk_case.id", "desc")
    .limit(mostCases)
    .execute();
  return rows.map((row) => ({
    storyId: row.public_id,
    title: (row.title ?? row.text).slice(0, mostTitle),
    network: row.network,
    bucket: row.bucket,
    status: row.status,
    priority: row.priority,
    queuedAt: row.queued_at,
  }));
}

export async function countCases(db: Db, contactRowId: number): Promise<number> {
  const { n } = await db
    .selectFrom("desk_case")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("contact_id", "=", contactRowId)
    .executeTakeFirstOrThrow();
  return n;
}
