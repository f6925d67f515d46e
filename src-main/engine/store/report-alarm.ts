import { type AlarmRecord, recordOf } from "./alarm.ts";
import type { Db } from "./open.ts";

/** The alarms that were raised in a period, `to` excluded, oldest first; at most 1,000. */
export async function alarmsRaised(
  db: Db,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly AlarmRecord[]> {
  const rows = await db
    .selectFrom("alarm")
    .selectAll()
    .where("raised_at", ">=", from)
    .where("raised_at", "<", to)
    .orderBy("raised_at")
    .orderBy("id")
    .limit(1000)
    .execute();
  return rows.map(recordOf);
}
