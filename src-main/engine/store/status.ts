import { sql } from "kysely";
import type { Status } from "../../contract/methods/settings.ts";
import { excerptOf } from "../../domain/cases/excerpt.ts";
import type { Db } from "./open.ts";

// Written out, not bound: SQLite uses a partial index only when it sees the values that the index was made for.
const openStatuses = (["new", "open", "waiting"] as const).map((status) => sql.lit(status));
const indexedStates = (["submitted", "approved", "handed_over", "failed", "needs_person"] as const).map((state) =>
  sql.lit(state),
);
const workStates = (["queued", "sending", "dead"] as const).map((state) => sql.lit(state));

/** The small numbers of the status bar that are counted by an index. */
export async function countWork(
  db: Db,
): Promise<Pick<Status, "waiting" | "approvals"> & { readonly outbox: Omit<Status["outbox"], "paused"> }> {
  const [waiting, approvals, deliveries] = await Promise.all([
    db
      .selectFrom("desk_case")
      .select((eb) => eb.fn.countAll<number>().as("n"))
      .where("status", "in", openStatuses)
      .executeTakeFirstOrThrow(),
    db
      .selectFrom("reply")
      .select((eb) => eb.fn.countAll<number>().as("n"))
      .where("state", "in", indexedStates)
      .where("state", "=", "submitted")
      .executeTakeFirstOrThrow(),
    db
      .selectFrom("delivery")
      .select(["state", (eb) => eb.fn.countAll<number>().as("n")])
      .where("state", "in", workStates)
      .where("skipped", "=", 0)
      .groupBy("state")
      .orderBy("state")
      .execute(),
  ]);
  const ofStates = (...states: readonly string[]) =>
    deliveries.filter(({ state }) => states.includes(state)).reduce((sum, { n }) => sum + n, 0);
  return {
    waiting: waiting.n,
    approvals: approvals.n,
    outbox: { queued: ofStates("queued", "sending"), dead: ofStates("dead") },
  };
}

/** The unanswered case that breaches next, put away or not, with a title for it. */
export async function nextBreach(db: Db, now: number): Promise<Status["nextBreach"]> {
  const row = await db
    .selectFrom("desk_case")
    .innerJoin("story", "story.id", "desk_case.story_id")
    .innerJoin("item", "item.id", "story.head_id")
    .select(["story.public_id", "item.title", "item.text", "desk_case.due_at"])
    .where("desk_case.status", "<>", sql.lit("resolved" as const))
    .where("desk_case.first_response_at", "is", null)
    .where("desk_case.due_at", ">=", now)
    .orderBy("desk_case.due_at")
    .orderBy("desk_case.id")
    .limit(1)
    .executeTakeFirst();
  if (row?.due_at == null) return null;
  return { storyId: row.public_id, title: row.title ?? excerptOf(row.text, []).excerpt, dueAt: row.due_at };
}

export async function lastPollAt(db: Db): Promise<number | null> {
  const row = await db
    .selectFrom("source")
    .select((eb) => eb.fn.max("last_try_at").as("at"))
    .where("removed_at", "is", null)
    .executeTakeFirst();
  return row?.at ?? null;
}

export async function openShift(
  db: Db,
): Promise<{ readonly id: string; readonly openedAt: number; readonly openedBy: number } | null> {
  const row = await db
    .selectFrom("shift")
    .select(["public_id", "opened_at", "opened_by"])
    .where("closed_at", "is", null)
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  return row ? { id: row.public_id, openedAt: row.opened_at, openedBy: row.opened_by } : null;
}
