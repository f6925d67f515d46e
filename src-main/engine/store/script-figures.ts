import { sql } from "kysely";
import type { ScriptFigures } from "../../contract/methods/playbook.ts";
import type { Db } from "./open.ts";

/**
 * What became of the replies that were sent with each living script. A reply counts as edited when it says something else
 * than its version rendered with its values; of replies from before that was written down nobody knows, so they are left
 * out of `editedOf`. Answered: the customer wrote again, in the thread or
 * so that the case came back by itself; that somebody opened it again is no answer.
 */
export async function figuresOfScripts(db: Db): Promise<readonly ScriptFigures[]> {
  const { rows } = await sql<ScriptFigures>`
    SELECT
      script.public_id AS id,
      count(*) AS used,
      sum(reply.script_text IS NOT NULL) AS "editedOf",
      coalesce(sum(trim(reply.text) <> trim(reply.script_text)), 0) AS edited,
      sum(EXISTS (
        SELECT 1 FROM event
        WHERE event.subject_kind = 'reply' AND event.subject_id = reply.public_id AND event.kind = 'reply.returned'
      )) AS returned,
      sum(EXISTS (
        SELECT 1 FROM case_cycle AS later
        WHERE later.case_id = reply.case_id AND later.cycle > reply.cycle AND later.responds = 'next'
          AND later.queued_at >= reply.sent_at
          AND NOT EXISTS (
            SELECT 1 FROM event
            WHERE event.subject_kind = 'case' AND event.subject_id = desk_case.public_id
              AND event.kind = 'case.reopened' AND event.cycle = later.cycle AND event.actor_kind = 'person'
          )
      ) OR EXISTS (
        SELECT 1 FROM message AS ours
        JOIN message AS theirs ON theirs.network = ours.network AND theirs.parent_remote_id = ours.remote_id
        WHERE ours.reply_id = reply.id AND theirs.direction = 'in'
      )) AS answered,
      sum(EXISTS (
        SELECT 1 FROM case_cycle AS own
        WHERE own.case_id = reply.case_id AND own.cycle = reply.cycle
          AND own.resolution IN ('answered', 'handed_private')
      )) AS resolved
    FROM script
    JOIN reply ON reply.script_id = script.id AND reply.state = 'sent'
    JOIN desk_case ON desk_case.id = reply.case_id
    WHERE script.removed_at IS NULL
    GROUP BY script.id
    ORDER BY script.id`.execute(db);
  return rows;
}

/** What the order of the picker goes by. */
export type ScriptPast = { readonly used: number; readonly resolved: number; readonly lastUsedAt: number | null };

/** How often each living script was sent, how often its case was closed well, and when it was sent last, by public id. */
export async function pastOfScripts(db: Db): Promise<ReadonlyMap<string, ScriptPast>> {
  const { rows } = await sql<ScriptPast & { readonly id: string }>`
    SELECT
      script.public_id AS id,
      count(*) AS used,
      sum(own.resolution IS NOT NULL AND own.resolution IN ('answered', 'handed_private')) AS resolved,
      max(reply.sent_at) AS "lastUsedAt"
    FROM script
    JOIN reply ON reply.script_id = script.id AND reply.state = 'sent'
    LEFT JOIN case_cycle AS own ON own.case_id = reply.case_id AND own.cycle = reply.cycle
    WHERE script.removed_at IS NULL
    GROUP BY script.id`.execute(db);
  return new Map(rows.map(({ id, ...past }) => [id, past]));
}
