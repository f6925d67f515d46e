import { createHash } from "node:crypto";
import type { ConnectedAccount, Posted, Prepared, ReplyIntent, Told } from "../../ports/reply-publisher.ts";
import { sentValue } from "./client.ts";
import { Status } from "./entities.ts";
import type { FindParts } from "./find-post.ts";
import { nameOfUnseen, addressOf, postedAt, textOf } from "./remote-post.ts";
import type { ParentRef } from "./read-parent.ts";
import { hasSameWords } from "./same-words.ts";
import { mastodonTrouble } from "./trouble.ts";

/** The key is of the reply and its words: the same at each attempt, and another one once the words are others. */
export function prepareReply({ replyId, text, parentUrl, lang }: ReplyIntent, at: number): Prepared {
  const words = createHash("sha256")
    .update(JSON.stringify([parentUrl, lang, text]))
    .digest("hex")
    .slice(0, 24);
  return { key: `${replyId}-${words}`, createdAt: new Date(at).toISOString() };
}

/** Sends exactly the approved text under the post that is answered. */
export async function publishReply(
  { client, names, now }: FindParts,
  account: ConnectedAccount,
  {
    intent,
    prepared,
    parent,
  }: { readonly intent: ReplyIntent; readonly prepared: Prepared; readonly parent: ParentRef },
): Promise<Told<Posted>> {
  const form = {
    status: intent.text,
    in_reply_to_id: parent.localId,
    visibility: parent.visibility,
    ...(intent.lang !== null && { language: intent.lang }),
  };
  const sent = await client.send(account, "/api/v1/statuses", { form, headers: { "idempotency-key": prepared.key } });
  if (!sent.ok) return sent;
  const host = new URL(account.server).host;
  const answer = sent.value;
  if (answer.status === "ok" && answer.httpStatus === 404)
    return mastodonTrouble("permanent", "parent-gone", { params: { host } });
  const told = sentValue(answer, Status, now());
  if (!told.ok) return told;
  const status = told.value;
  // A key that was used before brings back what was posted then, whatever is sent now.
  if (!hasSameWords(intent.text, textOf(status)))
    return mastodonTrouble("permanent", "other-words", { params: { host, url: addressOf(status) } });
  names.remember(account, status);
  return { ok: true, value: postedOf(status, account, parent) };
}

/** A server that did not find the parent may have posted the reply alone: then `parentId` says so. */
export function postedOf(
  status: Status,
  account: ConnectedAccount,
  parent: Pick<ParentRef, "localId" | "name"> | null,
): Posted {
  const above = status.in_reply_to_id ?? null;
  const name = above === null ? null : above === parent?.localId ? parent.name : nameOfUnseen(account, above);
  return {
    id: status.uri,
    localId: status.id,
    url: addressOf(status),
    parentId: name,
    text: textOf(status),
    at: postedAt(status),
  };
}
