import type { StoredEvent } from "../store/event-log.ts";
import { listEvents } from "../store/event-log.ts";
import { storyOfPromise } from "../store/promise.ts";
import { storyOfLine, storyOfReply } from "../store/department-queue.ts";
import type { Db } from "../store/open.ts";

const mostEvents = 10_000;

/** Names under which an input of a write may say which stories it is about. */
export const storyFields = ["storyId", "story", "into", "stories", "replyId", "batchId"] as const;

/** The stories that an input names: by themselves, by a reply, by a line of theirs, or by an act that is taken back. */
export async function namedStories(db: Db, input: unknown): Promise<readonly string[]> {
  if (typeof input !== "object" || input === null) return [];
  const fields = input as Readonly<Partial<Record<(typeof storyFields)[number] | "id", unknown>>>;
  const ofReply = typeof fields.replyId === "string" ? await storyOfReply(db, fields.replyId) : null;
  // Ids are like no other: that of anything but a line or a promise finds none.
  const ofLine =
    typeof fields.id === "string"
      ? ((await storyOfLine(db, fields.id)) ?? (await storyOfPromise(db, fields.id)))
      : null;
  const ofBatch =
    typeof fields.batchId === "string" ? await listEvents(db, { batchId: fields.batchId, limit: mostEvents }) : [];
  return [
    ...idsIn(fields.storyId),
    ...idsIn(fields.story),
    ...idsIn(fields.into),
    ...(Array.isArray(fields.stories) ? fields.stories.flatMap(idsIn) : []),
    ...[ofReply, ofLine].filter((id) => id !== null),
    ...ofBatch.flatMap(storyOfEvent),
  ];
}

function idsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null || !("id" in value)) return [];
  return typeof value.id === "string" ? [value.id] : [];
}

function storyOfEvent({ subjectKind, subjectId, payload }: StoredEvent): readonly string[] {
  if (subjectKind === "story") return [subjectId];
  return idsIn(payload?.["story"] ?? payload?.["storyId"]);
}
