import type { Posting as PostingView } from "../../contract/posting.ts";
import { hashOf } from "../replies/requirement.ts";
import { isConnected, listAccounts } from "../store/account.ts";
import type { Db } from "../store/open.ts";
import { postingsOf } from "../store/posting.ts";
import type { ReplyRecord } from "../store/reply.ts";

/** How replies come to stand in public, by their rows. */
export async function viewPostings(
  db: Db,
  replies: readonly ReplyRecord[],
): Promise<(reply: ReplyRecord) => PostingView> {
  const accounts = new Map((await listAccounts(db, { withRemoved: true })).map((account) => [account.id, account]));
  const rowIds = replies.map(({ rowId }) => rowId);
  const postings = Map.groupBy(await postingsOf(db, rowIds), ({ replyRowId }) => replyRowId);
  return (reply) => {
    const account = accounts.get(reply.account);
    const own = postings.get(reply.rowId) ?? [];
    const posting = own.find(({ hash }) => hash === hashOf(reply));
    return {
      account: account
        ? {
            id: account.id,
            name: account.name,
            kind: account.kind,
            handle: account.handle,
            isConnected: isConnected(account),
          }
        : null,
      trouble: reply.trouble,
      nextAt: reply.nextAt,
      tries: posting?.tries ?? 0,
      isUnclear: own.some(({ unclearSince, url }) => unclearSince !== null && url === null),
      url: posting?.url ?? null,
      closesCase: reply.closesCase,
      remindedAt: reply.remindedAt,
    };
  };
}
