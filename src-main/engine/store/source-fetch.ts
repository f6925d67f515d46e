import type { Db, Trx } from "./open.ts";
import type { Source } from "./source.ts";

/** What a fetch taught us. What is left out stays. */
export type FetchFacts = Partial<
  Pick<
    Source,
    | "name"
    | "siteUrl"
    | "ttlMinutes"
    | "etag"
    | "lastModified"
    | "validatorsFrom"
    | "bodyHash"
    | "failures"
    | "trouble"
    | "lastOkAt"
    | "lastTryAt"
    | "nextCheckAt"
    | "newestItemAt"
    | "goneAt"
    | "hintMinutes"
    | "paceMinutes"
    | "restUntil"
    | "fullFetchAt"
    | "movedTo"
    | "movedSeen"
    | "movedSince"
    | "repaired"
  >
> & {
  /** Where the answer of an account's server ended. */
  readonly accountCursor?: string | null;
};

/** Writes the facts of a fetch. The version stays: it guards what people change, and no fetch takes that from them. */
export async function saveFetch(trx: Trx, rowId: number, facts: FetchFacts): Promise<void> {
  const columns = {
    ...(facts.name === undefined ? {} : { name: facts.name }),
    ...(facts.siteUrl === undefined ? {} : { site_url: facts.siteUrl }),
    ...(facts.ttlMinutes === undefined ? {} : { ttl_minutes: facts.ttlMinutes }),
    ...(facts.etag === undefined ? {} : { etag: facts.etag }),
    ...(facts.lastModified === undefined ? {} : { last_modified: facts.lastModified }),
    ...(facts.validatorsFrom === undefined ? {} : { validators_from: facts.validatorsFrom }),
    ...(facts.bodyHash === undefined ? {} : { body_hash: facts.bodyHash }),
    ...(facts.failures === undefined ? {} : { failures: facts.failures }),
    ...(facts.trouble === undefined ? {} : { trouble: facts.trouble === null ? null : JSON.stringify(facts.trouble) }),
    ...(facts.lastOkAt === undefined ? {} : { last_ok_at: facts.lastOkAt }),
    ...(facts.lastTryAt === undefined ? {} : { last_try_at: facts.lastTryAt }),
    ...(facts.nextCheckAt === undefined ? {} : { next_check_at: facts.nextCheckAt }),
    ...(facts.newestItemAt === undefined ? {} : { newest_item_at: facts.newestItemAt }),
    ...(facts.goneAt === undefined ? {} : { gone_at: facts.goneAt }),
    ...(facts.hintMinutes === undefined ? {} : { hint_minutes: facts.hintMinutes }),
    ...(facts.paceMinutes === undefined ? {} : { pace_minutes: facts.paceMinutes }),
    ...(facts.restUntil === undefined ? {} : { rest_until: facts.restUntil }),
    ...(facts.fullFetchAt === undefined ? {} : { full_fetch_at: facts.fullFetchAt }),
    ...(facts.movedTo === undefined ? {} : { moved_to: facts.movedTo }),
    ...(facts.movedSeen === undefined ? {} : { moved_seen: facts.movedSeen }),
    ...(facts.movedSince === undefined ? {} : { moved_since: facts.movedSince }),
    ...(facts.accountCursor === undefined ? {} : { account_cursor: facts.accountCursor }),
    ...(facts.repaired === undefined ? {} : { repaired: facts.repaired ? (1 as const) : (0 as const) }),
  };
  if (Object.keys(columns).length === 0) return;
  await trx.updateTable("source").set(columns).where("id", "=", rowId).execute();
}

/** Gives a source its new address and keeps the old one beside it. */
export async function saveAddress(
  trx: Trx,
  source: Pick<Source, "rowId" | "url">,
  { url, at }: { readonly url: string; readonly at: number },
): Promise<void> {
  await trx.insertInto("source_address").values({ source_id: source.rowId, url: source.url, until: at }).execute();
  await trx.updateTable("source").set({ url }).where("id", "=", source.rowId).execute();
}

/** How many entries of a source were published since an instant. */
export async function countPublished(db: Db, rowId: number, since: number): Promise<number> {
  const { items } = await db
    .selectFrom("item")
    .select((eb) => eb.fn.countAll<number>().as("items"))
    .where("source_id", "=", rowId)
    .where("published_at", ">", since)
    .executeTakeFirstOrThrow();
  return items;
}
