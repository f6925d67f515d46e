import { ownLink } from "../../domain/crm/own-link.ts";
import type { TargetConfig } from "./crm-target.ts";
import type { Db } from "./open.ts";

export type CaseDelivery = {
  readonly id: string;
  readonly target: string;
  /** The page of the record in the CRM; null = none is known, or what the CRM gave is no page of its own. */
  readonly url: string | null;
};

const mostDeliveries = 200;

/** What was logged of a case, or waits to be; the newest two hundred. */
export async function deliveriesOfCase(db: Db, caseRowId: number): Promise<readonly CaseDelivery[]> {
  const rows = await db
    .selectFrom("delivery")
    .innerJoin("crm_target", "crm_target.id", "delivery.target_id")
    .select(["delivery.public_id", "delivery.remote_url", "crm_target.name", "crm_target.config"])
    .where("delivery.case_id", "=", caseRowId)
    .orderBy("delivery.id", "desc")
    .limit(mostDeliveries)
    .execute();
  return rows.map((row) => ({
    id: row.public_id,
    target: row.name,
    url: recordLink(row.remote_url, row.config),
  }));
}

/** The page of a record as a target gave it, if it is the target's own. `config` as the store keeps it. */
export function recordLink(url: string | null, config: string): string | null {
  // Written by saveTarget only, whose input has this shape.
  return url === null ? null : ownLink(url, JSON.parse(config) as TargetConfig);
}
