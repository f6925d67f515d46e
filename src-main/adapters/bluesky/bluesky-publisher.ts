import type { Clock } from "../../ports/clock.ts";
import type { Http } from "../../ports/http.ts";
import type { ReplyPublisher } from "../../ports/reply-publisher.ts";
import type { Secrets } from "../../ports/secrets.ts";
import { limitsOfBluesky } from "./limits.ts";
import { readMentions, searchPosts } from "./newer-posts.ts";
import { publishReply, reconcileReply } from "./publish-reply.ts";
import { readParent } from "./read-parent.ts";
import { readThread } from "./read-thread.ts";
import { createSessions } from "./sessions.ts";
import { tidOf } from "./tid.ts";
import { createXrpc } from "./xrpc.ts";

export type BlueskyParts = { readonly http: Http; readonly secrets: Secrets; readonly clock: Clock };

/** Posts and listens on Bluesky, and on every other server of the AT Protocol, with an app password. */
export function createBlueskyPublisher({ http, secrets, clock }: BlueskyParts): ReplyPublisher {
  const sessions = createSessions({ xrpc: createXrpc({ http, clock }), secrets, clock });
  return {
    kind: "bluesky",
    limits: () => Promise.resolve({ ok: true, value: limitsOfBluesky }),
    signInAnew: sessions.openAnew,
    prepare: ({ replyId }, at) => ({ key: tidOf(at, replyId), createdAt: new Date(at).toISOString() }),
    readParent: (account, intent) => readParent(sessions, account, intent),
    reconcile: (account, intent, prepared) => reconcileReply(sessions, account, intent, prepared),
    publish: (account, intent, about) => publishReply(sessions, account, intent, about),
    keyProtectsMs: null,
    thread: (account, post) => readThread(sessions, account, post),
    mentions: (account, cursor) => readMentions(sessions, account, cursor),
    search: (account, words, cursor) => searchPosts(sessions, account, { words, cursor }),
  };
}
