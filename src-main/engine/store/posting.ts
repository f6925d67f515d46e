import { sql } from "kysely";
import type { Updateable } from "kysely";
import type { Db, Trx } from "./open.ts";
import type { PostingTable } from "./schema/accounts.ts";

/** What makes each attempt the first one over again. */
export type FixedKey = { readonly key: string; readonly createdAt: string };

/** What was fixed before the first request for one approved wording of a reply, and what came of it. */
export type Posting = {
  readonly rowId: number;
  readonly replyRowId: number;
  readonly hash: string;
  readonly accountRowId: number;
  readonly text: string;
  readonly lang: string | null;
  readonly parentKey: string | null;
  readonly parentText: string;
  readonly prepared: FixedKey;
  readonly tries: number;
  readonly firstTryAt: number | null;
  readonly lastTryAt: number | null;
  readonly unclearSince: number | null;
  readonly url: string | null;
  readonly remoteId: string | null;
};

/** All wordings of these replies that were ever begun to be sent, oldest first. */
export async function postingsOf(db: Db, replyRowIds: readonly number[]): Promise<readonly Posting[]> {
  if (replyRowIds.length === 0) return [];
  const rows = await db
    .selectFrom("posting")
    .selectAll()
    .where("reply_id", "in", [...replyRowIds])
    .orderBy("id")
    .limit(2000)
    .execute();
  return rows.map((row) => ({
    rowId: row.id,
    replyRowId: row.reply_id,
    hash: row.hash,
    accountRowId: row.account_id,
    text: row.text,
    lang: row.lang,
    parentKey: row.parent_key,
    parentText: row.parent_text,
    // Written by insertPosting only.
    prepared: JSON.parse(row.prepared) as FixedKey,
    tries: row.tries,
    firstTryAt: row.first_try_at,
    lastTryAt: row.last_try_at,
    unclearSince: row.unclear_since,
    url: row.url,
    remoteId: row.remote_id,
  }));
}

export type NewPosting = Pick<
  Posting,
  "replyRowId" | "hash" | "accountRowId" | "text" | "lang" | "parentKey" | "parentText" | "prepared"
>;

export async function insertPosting(trx: Trx, posting: NewPosting): Promise<void> {
  await trx
    .insertInto("posting")
    .values({
      reply_id: posting.replyRowId,
      hash: posting.hash,
      account_id: posting.accountRowId,
      text: posting.text,
      lang: posting.lang,
      parent_key: posting.parentKey,
      parent_text: posting.parentText,
      prepared: JSON.stringify(posting.prepared),
    })
    .execute();
}

export async function updatePosting(trx: Trx, rowId: number, change: Updateable<PostingTable>): Promise<void> {
  await trx.updateTable("posting").set(change).where("id", "=", rowId).execute();
}

/** Writes down where the words stand on their network. */
export async function keepPosted(
  trx: Trx,
  rowId: number,
  posted: {
    readonly id: string;
    readonly localId: string | null;
    readonly url: string;
    readonly parentId: string | null;
    readonly rootId: string | null;
    readonly at: number;
  },
): Promise<void> {
  await updatePosting(trx, rowId, {
    remote_id: posted.id,
    local_id: posted.localId,
    url: posted.url,
    remote_parent_id: posted.parentId,
    remote_root_id: posted.rootId,
    posted_at: posted.at,
    unclear_since: null,
  });
}

/** The post that a reply answers, in the words that stood here at a moment, with its source's own name for it. */
export async function parentAt(
  db: Db,
  { storyRowId, url, at }: { readonly storyRowId: number; readonly url: string | null; readonly at: number },
): Promise<{ readonly key: string | null; readonly text: string; readonly lang: string | null }> {
  const item = await db
    .selectFrom("mention")
    .innerJoin("item", "item.id", "mention.id")
    .select(["item.id", "item.key", "item.text", "item.lang"])
    .where("mention.story_id", "=", storyRowId)
    .where("item.url", "=", url)
    .orderBy("item.id")
    .limit(1)
    .executeTakeFirst();
  if (!item) return { key: null, text: "", lang: null };
  const version = await db
    .selectFrom("item_version")
    .select("text")
    .where("item_id", "=", item.id)
    .where("seen_at", "<=", at)
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  return { key: item.key, text: version?.text ?? item.text, lang: item.lang };
}

// Literals, not parameters, so that the partial index is recognised by its condition.
const isInOutbox = sql<boolean>`reply.state IN ('approved', 'sending', 'failed')`;
const isUnderWay = sql<boolean>`reply.state = 'sending'`;
/** When a reply is due: what was begun and not ended comes first, then what is approved and not held, then what is tried again. */
const dueAt = sql<number | null>`CASE reply.state
  WHEN 'sending' THEN COALESCE(reply.next_at, 0)
  WHEN 'approved' THEN MAX(COALESCE(reply.hold_until, 0), COALESCE(reply.next_at, 0))
  ELSE reply.next_at END`;

/** The reply that leaves next with an account: what was under way when the engine ended, then the one approved first. */
export async function nextPosting(
  db: Db,
  { accountId, now }: { readonly accountId: string; readonly now: number },
): Promise<string | null> {
  const row = await db
    .selectFrom("reply")
    .select("public_id")
    .where("account", "=", accountId)
    .where(isInOutbox)
    .where(sql<boolean>`${dueAt} <= ${now}`)
    .orderBy(isUnderWay, "desc")
    .orderBy("approved_at")
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  return row?.public_id ?? null;
}

/** When something is due with an account; null = nothing waits. */
export async function nextPostingAt(db: Db, accountId: string): Promise<number | null> {
  const row = await db
    .selectFrom("reply")
    .select(sql<number | null>`MIN(${dueAt})`.as("at"))
    .where("account", "=", accountId)
    .where(isInOutbox)
    .executeTakeFirst();
  return row?.at ?? null;
}

/** How many replies wait to be sent, by account. */
export async function countWaiting(db: Db): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom("reply")
    .select(["account", (eb) => eb.fn.countAll<number>().as("n")])
    .where(isInOutbox)
    .where(sql<boolean>`(reply.state <> 'failed' OR reply.next_at IS NOT NULL)`)
    .groupBy("account")
    .limit(500)
    .execute();
  return new Map(rows.map(({ account, n }) => [account, n]));
}

/** Approved replies that are due, or were under way, with an account that was disconnected; at most 200 at a time. */
export async function orphanedPostings(
  db: Db,
  now: number,
): Promise<readonly { readonly replyId: string; readonly name: string }[]> {
  const gone = await db
    .selectFrom("account")
    .select(["public_id", "name"])
    .where("removed_at", "is not", null)
    .where("kind", "<>", "manual")
    .orderBy("id")
    .limit(500)
    .execute();
  if (gone.length === 0) return [];
  const names = new Map(gone.map(({ public_id, name }) => [public_id, name]));
  const rows = await db
    .selectFrom("reply")
    .select(["public_id", "account"])
    .where("account", "in", [...names.keys()])
    .where(isInOutbox)
    .where(sql<boolean>`${dueAt} <= ${now}`)
    .orderBy("id")
    .limit(200)
    .execute();
  return rows.map(({ public_id, account }) => ({ replyId: public_id, name: names.get(account) ?? "" }));
}

/** Whether something is on its way with an account at this moment. */
export async function isSendingWith(db: Db, accountId: string): Promise<boolean> {
  const row = await db
    .selectFrom("reply")
    .select("id")
    .where("account", "=", accountId)
    .where(isInOutbox)
    .where(isUnderWay)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Words that are with an account and were not handed in yet, by public id. */
export async function draftsWith(db: Db, accountId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("reply")
    .select("public_id")
    .where("account", "=", accountId)
    .where("state", "in", ["draft", "returned", "void"])
    .orderBy("id")
    .execute();
  return rows.map(({ public_id }) => public_id);
}

// Not yet known to stand there, and perhaps on its way still.
const mayBeOnItsWay = sql<boolean>`EXISTS (
  SELECT 1 FROM posting WHERE posting.reply_id = reply.id AND posting.unclear_since IS NOT NULL AND posting.url IS NULL
)`;

/** What only waited for the network, or for an account, is due now. What may have arrived keeps the time that it was given. */
export async function wakePostings(
  trx: Trx,
  by: { readonly accountId: string | null; readonly at: number },
): Promise<void> {
  let query = trx
    .updateTable("reply")
    .set({ next_at: by.at })
    .where(sql<boolean>`reply.state IN ('approved', 'failed')`)
    .where("next_at", ">", by.at)
    .where((eb) => eb.not(mayBeOnItsWay));
  if (by.accountId !== null) query = query.where("account", "=", by.accountId);
  await query.execute();
}

/** Public ids of replies that were given out to be posted by hand before a moment, without proof and not reminded of; at most 200. */
export async function unconfirmedReplies(db: Db, before: number): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("reply")
    .select("public_id")
    .where(sql<boolean>`reply.state = 'handed_over' AND reply.reminded_at IS NULL`)
    .where("handed_over_at", "<=", before)
    .orderBy("handed_over_at")
    .limit(200)
    .execute();
  return rows.map((row) => row.public_id);
}

/** Replies that the outbox is to post, and those that it could not. */
export async function countOutbox(db: Db): Promise<{ readonly waiting: number; readonly stuck: number }> {
  const waiting = await db
    .selectFrom("account")
    .innerJoin("reply", "reply.account", "account.public_id")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("account.kind", "<>", "manual")
    .where(isInOutbox)
    .where(sql<boolean>`(reply.state <> 'failed' OR reply.next_at IS NOT NULL)`)
    .executeTakeFirstOrThrow();
  const stuck = await db
    .selectFrom("reply")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    // The condition of the index, so that it is recognised.
    .where(sql<boolean>`reply.state IN ('submitted', 'approved', 'handed_over', 'failed', 'needs_person')`)
    .where(sql<boolean>`(reply.state = 'needs_person' OR (reply.state = 'failed' AND reply.next_at IS NULL))`)
    .executeTakeFirstOrThrow();
  return { waiting: waiting.n, stuck: stuck.n };
}
