import type { Updateable } from "kysely";
import type { Said } from "../../contract/values.ts";
import type { Db, Trx } from "./open.ts";
import type { ThreadReadTable } from "./schema/conversations.ts";

/** When the thread of a reply of ours is read again, and by which account. */
export type ThreadRead = {
  readonly messageRowId: number;
  /** By public id; null = only a person can look. */
  readonly accountId: string | null;
  readonly sentAt: number;
  readonly dueAt: number | null;
  readonly failures: number;
  readonly lastReadAt: number | null;
  readonly trouble: Said | null;
  readonly remindedAt: number | null;
  readonly lookedAt: number | null;
};

function readQuery(db: Db) {
  return db.selectFrom("thread_read").selectAll();
}

type Row = Awaited<ReturnType<ReturnType<typeof readQuery>["execute"]>>[number];

const toRead = (row: Row): ThreadRead => ({
  messageRowId: row.message_id,
  accountId: row.account_id,
  sentAt: row.sent_at,
  dueAt: row.due_at,
  failures: row.failures,
  lastReadAt: row.last_read_at,
  // Written by saveThreadRead's callers only.
  trouble: row.trouble === null ? null : (JSON.parse(row.trouble) as Said),
  remindedAt: row.reminded_at,
  lookedAt: row.looked_at,
});

export async function insertThreadRead(
  trx: Trx,
  read: Pick<ThreadRead, "messageRowId" | "accountId" | "sentAt" | "dueAt">,
): Promise<void> {
  const { messageRowId, accountId, sentAt, dueAt } = read;
  await trx
    .insertInto("thread_read")
    .values({ message_id: messageRowId, account_id: accountId, sent_at: sentAt, due_at: dueAt })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Threads whose time has come, the longest due first. */
export async function dueThreadReads(
  db: Db,
  { now, limit }: { readonly now: number; readonly limit: number },
): Promise<readonly ThreadRead[]> {
  const rows = await readQuery(db)
    .where("due_at", "<=", now)
    .orderBy("due_at")
    .orderBy("message_id")
    .limit(limit)
    .execute();
  return rows.map(toRead);
}

export async function threadReadOf(db: Db, messageRowId: number): Promise<ThreadRead | null> {
  const row = await readQuery(db).where("message_id", "=", messageRowId).executeTakeFirst();
  return row ? toRead(row) : null;
}

export async function saveThreadRead(
  trx: Trx,
  messageRowId: number,
  change: Updateable<ThreadReadTable>,
): Promise<void> {
  await trx.updateTable("thread_read").set(change).where("message_id", "=", messageRowId).execute();
}

/** The readings of a case's replies, oldest reply first. */
export async function threadReadsOfCase(db: Db, caseRowId: number): Promise<readonly ThreadRead[]> {
  const rows = await readQuery(db)
    .innerJoin("message", "message.id", "thread_read.message_id")
    .innerJoin("reply", "reply.id", "message.reply_id")
    .where("reply.case_id", "=", caseRowId)
    .orderBy("thread_read.sent_at")
    .limit(200)
    .execute();
  return rows.map(toRead);
}

/** No thread of the replies so far is read again, and nobody is reminded of one. */
export async function endThreadReads(trx: Trx): Promise<void> {
  await trx.updateTable("thread_read").set({ due_at: null }).where("due_at", "is not", null).execute();
}
