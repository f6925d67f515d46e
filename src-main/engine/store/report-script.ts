import { sql } from "kysely";
import { cycleCondition, type KpiFilter } from "./kpi-cycle.ts";
import type { Db } from "./open.ts";

/** One reply that was sent in a period; `scriptId` null = own words. */
export type SentReply = {
  readonly sentAt: number;
  readonly scriptId: string | null;
  /** The script's name now; null for own words. */
  readonly scriptName: string | null;
  /** Whether its words are not what the script rendered to; null where that was not written down. */
  readonly edited: 0 | 1 | null;
  readonly returned: 0 | 1;
  /** The customer wrote again, in the thread or so that the case came back by itself. */
  readonly answered: 0 | 1;
  /** Its case was closed by an answer or a private contact. */
  readonly resolved: 0 | 1;
};

/**
 * The replies that were sent in a period, `to` excluded, of the cycles of a filter, with what had become of them by an instant; as
 * `figuresOfScripts` counts them.
 */
export async function sentReplies(
  db: Db,
  {
    from,
    to,
    asOf,
    filter,
  }: { readonly from: number; readonly to: number; readonly asOf: number; readonly filter: KpiFilter },
): Promise<readonly SentReply[]> {
  const { rows } = await sql<SentReply>`
    SELECT reply.sent_at AS "sentAt", script.public_id AS "scriptId",
      (SELECT content ->> 'name' FROM script_version WHERE script_id = script.id AND version = script.version) AS "scriptName",
      CASE WHEN reply.script_id IS NOT NULL AND reply.script_text IS NOT NULL
        THEN trim(reply.text) <> trim(reply.script_text) END AS edited,
      EXISTS (
        SELECT 1 FROM event
        WHERE event.subject_kind = 'reply' AND event.subject_id = reply.public_id AND event.kind = 'reply.returned'
          AND event.at <= ${asOf}
      ) AS returned,
      EXISTS (
        SELECT 1 FROM case_cycle AS later
        WHERE later.case_id = reply.case_id AND later.cycle > reply.cycle AND later.responds = 'next'
          AND later.queued_at >= reply.sent_at AND later.queued_at <= ${asOf}
          AND NOT EXISTS (
            SELECT 1 FROM event
            WHERE event.subject_kind = 'case' AND event.subject_id = desk_case.public_id
              AND event.kind = 'case.reopened' AND event.cycle = later.cycle AND event.actor_kind = 'person'
          )
      ) OR EXISTS (
        SELECT 1 FROM message AS ours
        JOIN message AS theirs ON theirs.network = ours.network AND theirs.parent_remote_id = ours.remote_id
        WHERE ours.reply_id = reply.id AND theirs.direction = 'in' AND theirs.seen_at <= ${asOf}
      ) AS answered,
      coalesce(c.resolution IN ('answered', 'handed_private') AND c.resolved_at <= ${asOf}, 0) AS resolved
    FROM reply
    JOIN desk_case ON desk_case.id = reply.case_id
    JOIN case_cycle AS c ON c.case_id = reply.case_id AND c.cycle = reply.cycle
    LEFT JOIN script ON script.id = reply.script_id
    WHERE reply.sent_at >= ${from} AND reply.sent_at < ${to} AND reply.state = 'sent' AND ${cycleCondition(filter)}
    ORDER BY reply.sent_at, reply.id`.execute(db);
  return rows;
}
