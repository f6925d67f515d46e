import { z } from "zod";
import type { ConnectedAccount } from "../../ports/reply-publisher.ts";
import { readAtUri } from "./post-address.ts";
import { readPost, readRecord } from "./records.ts";
import type { StoredPost } from "./records.ts";
import type { Sessions } from "./sessions.ts";

/** Rules that let in: nobody (an empty list), who is mentioned, and others which a server alone cannot judge. */
const Threadgate = z.object({ allow: z.array(z.object({ $type: z.string() })).optional() });
const mentionRule = "app.bsky.feed.threadgate#mentionRule";

/** Whether the rule of the thread (it has the key of its first post) shuts us out for certain. */
export async function isShutByGate(sessions: Sessions, account: ConnectedAccount, post: StoredPost): Promise<boolean> {
  const root = readAtUri(post.value.reply?.root.uri ?? post.uri);
  if (!root || root.author === account.remoteId) return false;
  const at = { repo: root.author, collection: "app.bsky.feed.threadgate", rkey: root.key };
  const read = await readRecord(sessions, account, at);
  const gate = Threadgate.safeParse(read.ok ? read.value?.value : null);
  const allow = gate.success ? gate.data.allow : undefined;
  if (!allow?.every(({ $type }) => $type === mentionRule)) return false;
  if (allow.length === 0) return true;
  const first = post.value.reply ? await readPost(sessions, account, root) : { ok: true as const, value: post };
  if (!first.ok || !first.value) return false;
  const named = first.value.value.facets.flatMap(({ features }) => features.map(({ did }) => did));
  return !named.includes(account.remoteId);
}
