import { sql } from "kysely";
import type { Said } from "../../contract/values.ts";
import type { DeliveryClass } from "../../domain/crm/retry.ts";
import type { RemoteProfile } from "../../domain/crm/clean-profile.ts";
import type { Db, Trx } from "./open.ts";

/** What a target said of a contact, or why it said nothing. */
export type KeptProfile = {
  readonly targetRowId: number;
  /** Of the contact when it was asked for. */
  readonly contactVersion: number;
  readonly profile: RemoteProfile | null;
  /** When the CRM answered last; null = never. */
  readonly readAt: number | null;
  readonly trouble: Said | null;
  readonly class: DeliveryClass | null;
  readonly failures: number;
  /** Not before this moment after a failure. */
  readonly nextAt: number;
};

const columns = [
  ...(["target_id", "contact_version", "profile", "read_at"] as const),
  ...(["trouble", "error_class", "failures", "next_at"] as const),
] as const;

/** What the targets said of a contact. */
export async function profilesOf(db: Db, contactRowId: number): Promise<readonly KeptProfile[]> {
  const rows = await db
    .selectFrom("crm_profile")
    .select(columns)
    .where("contact_id", "=", contactRowId)
    .orderBy("target_id")
    .limit(100)
    .execute();
  return rows.map((row) => ({
    targetRowId: row.target_id,
    contactVersion: row.contact_version,
    // Both written by keepProfile and keepTrouble only.
    profile: row.profile === null ? null : (JSON.parse(row.profile) as RemoteProfile),
    trouble: row.trouble === null ? null : (JSON.parse(row.trouble) as Said),
    readAt: row.read_at,
    class: row.error_class as DeliveryClass | null,
    failures: row.failures,
    nextAt: row.next_at,
  }));
}

export async function profileOf(
  db: Db,
  { targetRowId, contactRowId }: { readonly targetRowId: number; readonly contactRowId: number },
): Promise<KeptProfile | null> {
  const kept = await profilesOf(db, contactRowId);
  return kept.find((one) => one.targetRowId === targetRowId) ?? null;
}

type Place = { readonly targetRowId: number; readonly contactRowId: number; readonly contactVersion: number };

/** Keeps an answer; `profile` null = nobody there. */
export async function keepProfile(
  trx: Trx,
  { targetRowId, contactRowId, contactVersion }: Place,
  { profile, at }: { readonly profile: RemoteProfile | null; readonly at: number },
): Promise<void> {
  const answer = {
    ...{ contact_version: contactVersion, read_at: at, profile: profile === null ? null : JSON.stringify(profile) },
    ...{ trouble: null, error_class: null, failures: 0, next_at: 0 },
  };
  await trx
    .insertInto("crm_profile")
    .values({ target_id: targetRowId, contact_id: contactRowId, ...answer })
    .onConflict((conflict) => conflict.columns(["target_id", "contact_id"]).doUpdateSet(answer))
    .execute();
}

/** What was read of the contact of a case is no longer all that the target knows: whoever looks at it asks again. */
export async function outdateProfile(
  trx: Trx,
  { targetRowId, caseRowId }: { readonly targetRowId: number; readonly caseRowId: number },
): Promise<void> {
  await trx
    .updateTable("crm_profile")
    // Contacts begin with version 1.
    .set({ contact_version: 0 })
    .where("target_id", "=", targetRowId)
    .where("contact_id", "=", (one) => one.selectFrom("desk_case").select("contact_id").where("id", "=", caseRowId))
    .execute();
}

/** Keeps why a reading came to nothing; what was read before stays, with its age. */
export async function keepTrouble(
  trx: Trx,
  { targetRowId, contactRowId, contactVersion }: Place,
  trouble: {
    readonly class: DeliveryClass;
    readonly says: Said;
    readonly failures: number;
    readonly nextAt: number;
  },
): Promise<void> {
  const failure = {
    ...{ trouble: JSON.stringify(trouble.says), error_class: trouble.class },
    ...{ failures: trouble.failures, next_at: trouble.nextAt },
  };
  await trx
    .insertInto("crm_profile")
    .values({
      ...{ target_id: targetRowId, contact_id: contactRowId, contact_version: contactVersion },
      ...{ profile: null, read_at: null, ...failure },
    })
    .onConflict((conflict) => conflict.columns(["target_id", "contact_id"]).doUpdateSet(failure))
    .execute();
}

/** Forgets what a target said: it was removed, or is another CRM now. */
export async function eraseProfilesOfTarget(trx: Trx, targetRowId: number): Promise<void> {
  await trx.deleteFrom("crm_profile").where("target_id", "=", targetRowId).execute();
}

/** What failed may be tried at once: the target was saved anew. */
async function wakeProfiles(trx: Trx, targetRowId: number): Promise<void> {
  await trx
    .updateTable("crm_profile")
    .set({ next_at: 0, failures: 0 })
    .where("target_id", "=", targetRowId)
    .where("next_at", ">", 0)
    .execute();
}

/** The network is back: what only waited for it may be tried at once. */
export async function wakeOfflineProfiles(trx: Trx): Promise<void> {
  await trx.updateTable("crm_profile").set({ next_at: 0 }).where("error_class", "=", "offline").execute();
}

const mostForgotten = 500;

/** Forgets the next of what nobody asked for since, and of contacts that are off the list; false when none is left. */
export async function forgetOldProfiles(trx: Trx, before: number): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    DELETE FROM crm_profile
    WHERE (target_id, contact_id) IN (
      SELECT target_id, contact_id FROM crm_profile WHERE read_at < ${before}
      ORDER BY read_at
      LIMIT ${mostForgotten})`.execute(trx);
  return Number(numAffectedRows) === mostForgotten;
}

const nextCases = 500;

/**
 * The next contact of an open case that a target was not asked for since a moment, in the order in which the desk works;
 * null when every one was. Looks at the first five hundred open cases.
 */
export async function nextToPrefetch(
  db: Db,
  { targetRowId, since, now }: { readonly targetRowId: number; readonly since: number; readonly now: number },
): Promise<number | null> {
  const { rows } = await sql<{ contactRowId: number }>`
    SELECT open.contact_id AS contactRowId
    FROM (
      SELECT id, contact_id, sort_at
      FROM desk_case INDEXED BY case_queue
      WHERE status IN ('new', 'open', 'waiting') AND contact_id IS NOT NULL
      ORDER BY sort_at, id
      LIMIT ${nextCases}) AS open
    JOIN contact ON contact.id = open.contact_id AND contact.removed_at IS NULL AND contact.merged_into IS NULL
    LEFT JOIN crm_profile ON crm_profile.target_id = ${targetRowId} AND crm_profile.contact_id = open.contact_id
    WHERE coalesce(crm_profile.read_at, 0) <= ${since} AND coalesce(crm_profile.next_at, 0) <= ${now}
    ORDER BY open.sort_at, open.id
    LIMIT 1`.execute(db);
  return rows[0]?.contactRowId ?? null;
}

/** What was read of a contact holds for its next version too: the change came from there. */
export async function takeOverProfiles(
  trx: Trx,
  { contactRowId, from }: { readonly contactRowId: number; readonly from: number },
): Promise<void> {
  await trx
    .updateTable("crm_profile")
    .set({ contact_version: from + 1 })
    .where("contact_id", "=", contactRowId)
    .where("contact_version", "=", from)
    .execute();
}

/** A target was saved anew: what failed may be tried at once; of another CRM nothing is known yet. */
export async function profilesOfSavedTarget(
  trx: Trx,
  { targetRowId, isOtherCrm }: { readonly targetRowId: number; readonly isOtherCrm: boolean },
): Promise<void> {
  if (isOtherCrm) await eraseProfilesOfTarget(trx, targetRowId);
  else await wakeProfiles(trx, targetRowId);
}
