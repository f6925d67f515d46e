import type { ConnectedAccount, Posted, Prepared, ReplyIntent, Told } from "../../ports/reply-publisher.ts";
import { Status, Statuses } from "./entities.ts";
import { findPost } from "./find-post.ts";
import type { FindParts } from "./find-post.ts";
import { postedOf } from "./publish-reply.ts";
import { postedAt, textOf } from "./remote-post.ts";
import { hasSameWords, isSameText } from "./same-words.ts";
import { mastodonTrouble } from "./trouble.ts";

const pageLength = 40;
const mostPages = 5;
/** The server's clock may be behind ours. */
const clockSlackMs = 15 * 60_000;

/**
 * Looks for the reply among what the account posted since its approval. It is the one with the same words under the same
 * post. Where a server did not find the post it let the reply stand alone, and what a post that was taken away leaves below
 * it hangs under none or under nobody knows what: such a reply is found too, and its `parentId` is another one.
 */
export async function findOwnReply(
  parts: FindParts,
  account: ConnectedAccount,
  { intent, prepared }: { readonly intent: ReplyIntent; readonly prepared: Prepared },
): Promise<Told<Posted | null>> {
  const since = Date.parse(prepared.createdAt) - clockSlackMs;
  const own = await postsSince(parts, account, since);
  if (!own.ok) return own;
  const alike = own.value.filter((status) => hasSameWords(intent.text, textOf(status)));
  if (alike.length === 0) return { ok: true, value: null };
  const found = await findPost(parts, account, { url: intent.parentUrl, name: intent.parentKey });
  if (!found.ok && found.trouble.class !== "permanent") return found;
  const parent = found.ok ? found.value : null;
  const under = alike.find(({ in_reply_to_id: above }) => above && above === parent?.id);
  if (under) return { ok: true, value: asPosted(parts, account, { reply: under, parent }) };
  // The same answer may have gone to others: these name other people.
  const mayBe = alike.filter((status) => postedAt(status) >= since && isSameText(intent.text, textOf(status)));
  const adrift = mayBe.find(({ in_reply_to_id: above }) => !above);
  if (adrift) return { ok: true, value: asPosted(parts, account, { reply: adrift, parent }) };
  return parent ? { ok: true, value: null } : orphanAmong(parts, account, mayBe);
}

/** The post that was answered is not to be found: neither is, then, what the reply hangs under. */
async function orphanAmong(
  parts: FindParts,
  account: ConnectedAccount,
  replies: readonly Status[],
): Promise<Told<Posted | null>> {
  for (const reply of replies) {
    const path = `/api/v1/statuses/${encodeURIComponent(reply.in_reply_to_id ?? "")}`;
    const above = await parts.client.ask(account, path, { as: Status });
    if (!above.ok) return above;
    if (above.value === null) return { ok: true, value: asPosted(parts, account, { reply, parent: null }) };
  }
  return { ok: true, value: null };
}

function asPosted(
  { names }: FindParts,
  account: ConnectedAccount,
  { reply, parent }: { readonly reply: Status; readonly parent: Status | null },
): Posted {
  names.remember(account, reply);
  return postedOf(reply, account, parent && { localId: parent.id, name: parent.uri });
}

/** The last 40 at least, and all that are younger than the approval. */
async function postsSince(
  { client }: FindParts,
  account: ConnectedAccount,
  since: number,
): Promise<Told<readonly Status[]>> {
  const path = `/api/v1/accounts/${encodeURIComponent(account.remoteId)}/statuses`;
  const posts: Status[] = [];
  for (let page = 0; page < mostPages; page += 1) {
    const last = posts.at(-1);
    const query = { limit: String(pageLength), exclude_reblogs: "true", ...(last && { max_id: last.id }) };
    const told = await client.ask(account, path, { query, as: Statuses });
    if (!told.ok) return told;
    const fresh = (told.value ?? []).filter(({ id }) => !posts.some((known) => known.id === id));
    posts.push(...fresh);
    const isDone = fresh.length === 0 || fresh.some((status) => postedAt(status) < since);
    if (isDone) return { ok: true, value: posts };
  }
  return mastodonTrouble("permanent", "too-many-posts", { params: { host: new URL(account.server).host } });
}
