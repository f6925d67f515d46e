import { sql } from "kysely";
import type { Db } from "./open.ts";

export type ShiftSummary = {
  readonly cameIn: number;
  readonly answered: number;
  readonly breached: number;
  readonly waiting: number;
  readonly awaitingApproval: number;
  readonly toPost: number;
  readonly sourcesDown: string[];
};

/** What a shift hands over: counts of the period from the event log, and what waits now. */
export async function summariseShift(
  db: Db,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<ShiftSummary> {
  const counted = await db
    .selectFrom("event")
    .select("kind")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("at", ">=", from)
    .where("at", "<", to)
    .where("kind", "in", ["case.queued", "case.reopened", "reply.sent", "case.breached"])
    .groupBy("kind")
    .execute();
  const of = (kind: string) => Number(counted.find((row) => row.kind === kind)?.n ?? 0);
  const waiting = await db
    .selectFrom("desk_case")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where(sql<boolean>`status IN ('new', 'open', 'waiting')`)
    .executeTakeFirstOrThrow();
  const replies = await db
    .selectFrom("reply")
    .select("state")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where(sql<boolean>`state IN ('submitted', 'approved', 'handed_over', 'failed', 'needs_person')`)
    .groupBy("state")
    .execute();
  const inState = (state: string) => Number(replies.find((row) => row.state === state)?.n ?? 0);
  const down = await db
    .selectFrom("source")
    .select("name")
    .where("removed_at", "is", null)
    .where("failures", ">", 0)
    .orderBy("name")
    .limit(100)
    .execute();
  return {
    cameIn: of("case.queued") + of("case.reopened"),
    answered: of("reply.sent"),
    breached: of("case.breached"),
    waiting: Number(waiting.n),
    awaitingApproval: inState("submitted"),
    toPost: inState("approved") + inState("handed_over"),
    sourcesDown: down.map((row) => row.name),
  };
}
