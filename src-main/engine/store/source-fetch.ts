import type { Trx } from "./open.ts";
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
  >
>;

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
  };
  if (Object.keys(columns).length === 0) return;
  await trx.updateTable("source").set(columns).where("id", "=", rowId).execute();
}
