import { z } from "zod";
import type { ConnectedAccount, ParentState, RemotePost, ReplyIntent, Told } from "../../ports/reply-publisher.ts";
import { isDid, parentAddress, readAtUri } from "./post-address.ts";
import type { PostAddress } from "./post-address.ts";
import { readGood, readPost, StrongRef } from "./records.ts";
import type { StoredPost } from "./records.ts";
import { PostView, postOf, postOfView } from "./remote-post.ts";
import { isBadToken } from "./server-session.ts";
import type { Sessions } from "./sessions.ts";
import { isShutByGate } from "./threadgate.ts";
import { says } from "./trouble.ts";
import { askView } from "./view.ts";

/** Both ends of a reply, as `publish` puts them into its record. */
export const ReplyRef = z.object({ root: StrongRef, parent: StrongRef });

const gone: Told<ParentState> = { ok: true, value: { state: "gone" } };
const blocked: Told<ParentState> = { ok: true, value: { state: "blocked" } };

/**
 * Reads the post that is to be answered. The server takes a reply to a post that does not exist, so that this is the
 * only guard against answering nothing. Who may answer is known where the network as a whole answers, and elsewhere
 * where the thread's own rule says it by itself.
 */
export async function readParent(
  sessions: Sessions,
  account: ConnectedAccount,
  intent: Pick<ReplyIntent, "parentUrl" | "parentKey">,
): Promise<Told<ParentState>> {
  const written = parentAddress(intent);
  if (!written) return { ok: false, trouble: { class: "permanent", says: says("no-address") } };
  const author = await findDid(sessions, account, written.author);
  if (!author.ok) return author;
  if (author.value === null) return gone;
  const address: PostAddress = { author: author.value, key: written.key };
  const stored = await readPost(sessions, account, address);
  if (!stored.ok) return stored;
  if (!stored.value) return gone;
  const shown = await showPost(sessions, account, stored.value.uri);
  if (!shown.ok) return shown;
  if (shown.value === "blocked") return blocked;
  if (shown.value === "unknown" && (await isShutByGate(sessions, account, stored.value))) return blocked;
  const post = shown.value === "unknown" ? await describePost(sessions, account, stored.value) : shown.value;
  return { ok: true, value: { state: "there", post, ref: JSON.stringify(replyRefOf(stored.value)) } };
}

function replyRefOf({ uri, cid, value }: StoredPost): z.infer<typeof ReplyRef> {
  const parent = { uri, cid };
  return { root: value.reply?.root ?? parent, parent };
}

/** The DID behind a handle; null = nobody has it. */
export async function findDid(
  sessions: Sessions,
  account: ConnectedAccount,
  author: string,
): Promise<Told<string | null>> {
  if (isDid(author)) return { ok: true, value: author };
  const call = { method: "com.atproto.identity.resolveHandle", params: { handle: author.replace(/^@/, "") } };
  const answer = await sessions.ask(account, call);
  if (answer.kind === "refused" && answer.status === 400 && !isBadToken(answer)) return { ok: true, value: null };
  const read = readGood(answer, z.object({ did: z.string() }));
  return read.ok ? { ok: true, value: read.value.did } : read;
}

const Viewer = z.object({ blockedBy: z.boolean().optional(), blocking: z.string().optional() });
const Shown = z.object({
  thread: z.union([
    z.object({
      post: PostView.extend({
        viewer: z.object({ replyDisabled: z.boolean().optional() }).optional(),
        author: PostView.shape.author.extend({ viewer: Viewer.optional() }),
      }),
    }),
    z.object({ blocked: z.literal(true) }),
    z.unknown().transform(() => null),
  ]),
});

/** What the network as a whole lets us do with a post; `unknown` where it does not answer or has not seen the post yet. */
async function showPost(
  sessions: Sessions,
  account: ConnectedAccount,
  uri: string,
): Promise<Told<RemotePost | "blocked" | "unknown">> {
  const params = { uri, depth: 0, parentHeight: 0 };
  const answer = await askView(sessions, account, { method: "app.bsky.feed.getPostThread", params });
  const read = readGood(answer, Shown);
  if (!read.ok) {
    const isOurs = read.trouble.class === "auth" || read.trouble.class === "limited";
    return isOurs ? read : { ok: true, value: "unknown" };
  }
  const { thread } = read.value;
  if (thread === null) return { ok: true, value: "unknown" };
  if ("blocked" in thread) return { ok: true, value: "blocked" };
  const { viewer, author } = thread.post;
  const isShut = viewer?.replyDisabled || author.viewer?.blockedBy || author.viewer?.blocking;
  return { ok: true, value: isShut ? "blocked" : postOfView(thread.post) };
}

/** A post by its record alone; its author's handle is asked for, and is the DID where it is not told. */
export async function describePost(
  sessions: Sessions,
  account: ConnectedAccount,
  stored: StoredPost,
): Promise<RemotePost> {
  const did = readAtUri(stored.uri)?.author ?? "";
  return postOf(stored, { did, handle: await handleOf(sessions, account, did) }, null);
}

export async function handleOf(sessions: Sessions, account: ConnectedAccount, did: string): Promise<string> {
  if (did === account.remoteId) return account.handle;
  const answer = await sessions.ask(account, { method: "com.atproto.repo.describeRepo", params: { repo: did } });
  const read = readGood(answer, z.object({ handle: z.string() }));
  return read.ok ? read.value.handle : did;
}
