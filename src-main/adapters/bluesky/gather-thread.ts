import { z } from "zod";
import type { ConnectedAccount, RemotePost, Thread, Told } from "../../ports/reply-publisher.ts";
import { atUriOf, postCollection, readAtUri } from "./post-address.ts";
import type { PostAddress } from "./post-address.ts";
import { handleOf } from "./read-parent.ts";
import { isMissing, PostRecord, readGood, readPost } from "./records.ts";
import { postOf } from "./remote-post.ts";
import type { Sessions } from "./sessions.ts";

const List = z.object({
  cursor: z.string().optional(),
  records: z.array(z.object({ uri: z.string(), value: z.unknown() })),
});
const recordsPerPage = 100;
const maxPages = 5;

/**
 * The thread as far as a server without the network's view knows it: what the people named in the post (its author, whom
 * it answers, who began, and we) wrote in it, by their own lists. People on other servers stay unseen.
 */
export async function gatherThread(
  sessions: Sessions,
  account: ConnectedAccount,
  address: PostAddress,
): Promise<Told<Thread>> {
  const start = await readPost(sessions, account, address);
  if (!start.ok) return start;
  if (!start.value) return { ok: true, value: { posts: [], isRootGone: true } };
  const { reply } = start.value.value;
  const root = reply?.root.uri ?? atUriOf(address);
  const authors = [root, reply?.parent.uri ?? root].flatMap((uri) => readAtUri(uri)?.author ?? []);
  const posts: RemotePost[] = [];
  for (const did of new Set([address.author, ...authors, account.remoteId])) {
    const found = await postsIn(sessions, account, { did, root });
    if (!found.ok) return found;
    posts.push(...found.value);
  }
  posts.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  return { ok: true, value: { posts, isRootGone: !posts.some(({ id }) => id === root) } };
}

/** One person's posts of a thread. Lists come newest first, and nothing older than the thread's beginning belongs to it. */
async function postsIn(
  sessions: Sessions,
  account: ConnectedAccount,
  { did, root }: { readonly did: string; readonly root: string },
): Promise<Told<readonly RemotePost[]>> {
  const handle = await handleOf(sessions, account, did);
  const rootKey = readAtUri(root)?.key ?? "";
  const posts: RemotePost[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < maxPages; page += 1) {
    const params = { repo: did, collection: postCollection, limit: recordsPerPage, ...(cursor && { cursor }) };
    const answer = await sessions.ask(account, { method: "com.atproto.repo.listRecords", params });
    if (isMissing(answer)) break;
    const list = readGood(answer, List);
    if (!list.ok) return list;
    for (const { uri, value } of list.value.records) {
      const read = PostRecord.safeParse(value);
      if (read.success && (uri === root || read.data.reply?.root.uri === root))
        posts.push(postOf({ uri, value: read.data }, { did, handle }, null));
    }
    cursor = list.value.cursor;
    const oldest = readAtUri(list.value.records.at(-1)?.uri ?? "")?.key ?? "";
    if (!cursor || oldest < rootKey) break;
  }
  return { ok: true, value: posts };
}
