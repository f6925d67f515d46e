import type { EventKind, EventPayload } from "../../domain/events.ts";
import type { Db } from "./open.ts";

export type TimelineEvent = {
  readonly at: number;
  /** The person's name; empty when the desk did it by itself. */
  readonly by: string;
  /** The person's public id; null when the desk did it by itself. */
  readonly byId: string | null;
  readonly kind: EventKind;
  readonly subjectId: string;
  /** null when it was erased. */
  readonly payload: EventPayload | null;
};

const mostEvents = 500;

/** What happened to a story, its case and its replies, oldest first; of a very long story the newest 500 events. */
export async function timelineOf(
  db: Db,
  subjects: {
    readonly storyId: string;
    readonly caseId: string | null;
    readonly replyIds: readonly string[];
    readonly deliveryIds?: readonly string[];
  },
): Promise<readonly TimelineEvent[]> {
  const { deliveryIds = [] } = subjects;
  const rows = await db
    .selectFrom("event")
    .leftJoin("event_payload", "event_payload.seq", "event.seq")
    .leftJoin("person", "person.public_id", "event.actor_id")
    .select(["event.seq", "event.at", "event.kind", "event_payload.payload", "person.name", "event.actor_id"])
    .select("event.subject_id")
    .where((eb) =>
      eb.or([
        eb.and([eb("subject_kind", "=", "story"), eb("subject_id", "=", subjects.storyId)]),
        ...(subjects.caseId === null
          ? []
          : [eb.and([eb("subject_kind", "=", "case"), eb("subject_id", "=", subjects.caseId)])]),
        ...subjects.replyIds.map((id) => eb.and([eb("subject_kind", "=", "reply"), eb("subject_id", "=", id)])),
        ...(deliveryIds.length === 0
          ? []
          : [eb.and([eb("subject_kind", "=", "delivery"), eb("subject_id", "in", [...deliveryIds])])]),
      ]),
    )
    .orderBy("event.seq", "desc")
    .limit(mostEvents)
    .execute();
  return rows.toReversed().map((row) => ({
    at: row.at,
    by: row.name ?? "",
    byId: row.actor_id,
    // Written by appendEvents only, whose input is typed by the same table.
    kind: row.kind as EventKind,
    subjectId: row.subject_id,
    payload: row.payload === null ? null : (JSON.parse(row.payload) as EventPayload),
  }));
}
