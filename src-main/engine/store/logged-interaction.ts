import { sql } from "kysely";
import type { LoggedInteraction } from "../../contract/methods/crm-logging.ts";
import type { DeliveryState, Said } from "../../contract/values.ts";
import { personRefs } from "./person.ts";
import { interactionsOfCase } from "./interaction-record.ts";
import type { InteractionRecord } from "./interaction-record.ts";
import type { Db } from "./open.ts";

type Row = {
  readonly key: string;
  readonly delivery_id: string;
  readonly target: string;
  readonly state: DeliveryState;
  readonly waits: number;
  readonly corrections: number;
  readonly url: string | null;
  readonly trouble: string | null;
};

/** What happened with a case, newest first, with what became of it at each target. */
export async function loggedOfCase(db: Db, caseRowId: number): Promise<readonly LoggedInteraction[]> {
  const records = await interactionsOfCase(db, caseRowId);
  const { rows } = await sql<Row>`
    SELECT line.key, line.public_id AS delivery_id, crm_target.name AS target, line.state,
      crm_target.looked_at IS NULL AS waits, line.remote_url AS url, line.trouble,
      (
        SELECT count(*) FROM delivery AS later
        WHERE later.corrects_id = line.id AND later.state <> 'done' AND later.skipped = 0) AS corrections
    FROM delivery AS line
    JOIN crm_target ON crm_target.id = line.target_id
    WHERE line.case_id = ${caseRowId} AND line.kind = 'interaction'
    ORDER BY crm_target.name, line.id`.execute(db);
  const byKey = Map.groupBy(rows, ({ key }) => key);
  const people = await personRefs(
    db,
    records.flatMap(({ personRowId }) => personRowId ?? []),
  );
  return records.toReversed().map((record: InteractionRecord) => ({
    ...{ key: record.key, type: record.type, at: record.occurredAt, note: record.note, loggedAt: record.loggedAt },
    by: record.personRowId === null ? null : (people.get(record.personRowId) ?? null),
    targets: (byKey.get(record.key) ?? []).map((row) => ({
      ...{ deliveryId: row.delivery_id, target: row.target, state: row.state, url: row.url },
      waitsForLook: row.waits === 1 && row.state !== "done" && row.state !== "dead",
      corrections: row.corrections,
      // Written by endAttempt.
      trouble: row.trouble === null ? null : (JSON.parse(row.trouble) as Said),
    })),
  }));
}
