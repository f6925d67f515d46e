import type { ClockNotice } from "../../contract/methods/clocks.ts";
import { excerptOf } from "../../domain/cases/excerpt.ts";
import type { EventKind } from "../../domain/events.ts";
import { listNewestEvents } from "./event-log.ts";
import type { StoredEvent } from "./event-log.ts";
import type { Db } from "./open.ts";

const told = {
  "case.warned": { clock: "response", what: "warned", due: "dueAt" },
  "case.breached": { clock: "response", what: "breached", due: "dueAt" },
  "case.resolution_warned": { clock: "resolution", what: "warned", due: "resolutionDueAt" },
  "case.resolution_breached": { clock: "resolution", what: "breached", due: "resolutionDueAt" },
  "reply.approval_warned": { clock: "approval", what: "warned", due: "approvalDueAt" },
  "reply.approval_breached": { clock: "approval", what: "breached", due: "approvalDueAt" },
} as const satisfies Partial<Record<EventKind, Pick<ClockNotice, "clock" | "what"> & { readonly due: string }>>;

const kinds = Object.keys(told) as (keyof typeof told)[];

/** Warnings and breaches after an instant, the newest `limit` of them, oldest first, each with a title of its story. */
export async function clockNotices(
  db: Db,
  { since, limit }: { readonly since: number; readonly limit: number },
): Promise<readonly ClockNotice[]> {
  const events = await listNewestEvents(db, { from: since + 1, kinds, limit });
  const titles = await titlesOf(db, [...new Set(events.map(storyIdOf))]);
  return events.flatMap((event) => {
    const title = titles.get(storyIdOf(event));
    // A story that was joined to another has no title of its own any more.
    if (title === undefined) return [];
    const { clock, what, due } = told[event.kind as keyof typeof told];
    const dueAt = event.payload?.[due];
    const notice = { id: event.id, at: event.at, what, clock, storyId: storyIdOf(event), title };
    return { ...notice, dueAt: typeof dueAt === "number" ? dueAt : null };
  });
}

/** Events of cases name it `story`, those of replies `storyId`. */
function storyIdOf({ payload }: StoredEvent): string {
  return String(payload?.["story"] ?? payload?.["storyId"]);
}

async function titlesOf(db: Db, storyIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (storyIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("story")
    .innerJoin("item", "item.id", "story.head_id")
    .select(["story.public_id", "item.title", "item.text"])
    .where("story.public_id", "in", storyIds)
    .orderBy("story.id")
    .limit(storyIds.length)
    .execute();
  return new Map(rows.map((row) => [row.public_id, row.title ?? excerptOf(row.text, []).excerpt]));
}
