import { z } from "zod";
import type { ConnectedAccount, RemotePost, Thread, Told } from "../../ports/reply-publisher.ts";
import { gatherThread } from "./gather-thread.ts";
import { readAtUri, readPermalink } from "./post-address.ts";
import { describePost, findDid } from "./read-parent.ts";
import { isMissing, readGood, readPost } from "./records.ts";
import { PostView, postOfView } from "./remote-post.ts";
import type { Sessions } from "./sessions.ts";
import { says } from "./trouble.ts";
import { askView } from "./view.ts";

/** A place in a thread: a post, or the gap where one was taken away or is kept from us. */
type Node = {
  readonly post?: unknown;
  readonly parent?: Node | undefined;
  readonly replies?: readonly Node[] | undefined;
};
const Node: z.ZodType<Node> = z.lazy(() =>
  z.object({
    post: z.unknown().optional(),
    parent: Node.optional().catch(undefined),
    replies: z.array(Node).optional().catch(undefined),
  }),
);
const ThreadAnswer = z.object({ thread: Node });

/** As deep as a server may be asked to go. */
const depth = 100;
const parentHeight = 100;
export const nothingThere: Told<Thread> = { ok: true, value: { posts: [], isRootGone: true } };

/** The posts above and below one post, from the network as a whole, or else from the repositories of who takes part. */
export async function readThread(
  sessions: Sessions,
  account: ConnectedAccount,
  post: { readonly id: string; readonly url: string | null },
): Promise<Told<Thread>> {
  const written = readAtUri(post.id) ?? (post.url === null ? null : readPermalink(post.url));
  if (!written) return { ok: false, trouble: { class: "permanent", says: says("no-address") } };
  const author = await findDid(sessions, account, written.author);
  if (!author.ok) return author;
  if (author.value === null) return nothingThere;
  const address = { author: author.value, key: written.key };
  const params = { uri: `at://${address.author}/app.bsky.feed.post/${address.key}`, depth, parentHeight };
  const answer = await askView(sessions, account, { method: "app.bsky.feed.getPostThread", params });
  if (answer.kind === "shut" && answer.trouble.class === "permanent") return gatherThread(sessions, account, address);
  if (isMissing(answer)) return readUnseen(sessions, account, address);
  const read = readGood(answer, ThreadAnswer);
  if (!read.ok) return read;
  const posts = postsOf(read.value.thread);
  if (posts.length === 0) return readUnseen(sessions, account, address);
  const root = posts.find(({ id }) => id === params.uri)?.rootId ?? params.uri;
  return withRoot(sessions, account, { posts, root });
}

/** What the network has not seen yet, or keeps from us, may be there all the same: its author's server knows. */
async function readUnseen(
  sessions: Sessions,
  account: ConnectedAccount,
  address: { readonly author: string; readonly key: string },
): Promise<Told<Thread>> {
  const stored = await readPost(sessions, account, address);
  if (!stored.ok) return stored;
  if (!stored.value) return nothingThere;
  const post = await describePost(sessions, account, stored.value);
  return withRoot(sessions, account, { posts: [post], root: post.rootId ?? post.id });
}

async function withRoot(
  sessions: Sessions,
  account: ConnectedAccount,
  { posts, root }: { readonly posts: readonly RemotePost[]; readonly root: string },
): Promise<Told<Thread>> {
  const address = readAtUri(root);
  if (!address || posts.some(({ id }) => id === root)) return { ok: true, value: { posts, isRootGone: false } };
  const read = await readPost(sessions, account, address);
  return read.ok ? { ok: true, value: { posts, isRootGone: read.value === null } } : read;
}

/** Oldest first, each once. */
function postsOf(start: Node): readonly RemotePost[] {
  const found = new Map<string, RemotePost>();
  const open: Node[] = [start];
  for (let node = open.pop(); node; node = open.pop()) {
    const read = PostView.safeParse(node.post);
    if (read.success) found.set(read.data.uri, postOfView(read.data));
    if (node.parent) open.push(node.parent);
    open.push(...(node.replies ?? []));
  }
  return [...found.values()].toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}
