import type { Posted, ReplyPublisher, Told } from "../../ports/reply-publisher.ts";
import { createMastodonClient } from "./client.ts";
import type { MastodonParts } from "./client.ts";
import { findOwnReply } from "./find-own-reply.ts";
import { readOwnServerFacts } from "./instance.ts";
import { createKnownNames } from "./known-names.ts";
import { prepareReply, publishReply } from "./publish-reply.ts";
import { readMentions } from "./read-mentions.ts";
import { ParentRef, readParent } from "./read-parent.ts";
import { readThread } from "./read-thread.ts";
import { searchPosts } from "./search-posts.ts";
import { createTurns } from "../turns.ts";

/** For how long Mastodon keeps an Idempotency-Key. Others keep none. */
export const mastodonKeyMs = 3_600_000;

/**
 * Mastodon's API, as Mastodon itself and the servers that speak it (GoToSocial, Pleroma, Hollo, snac …) answer it.
 * Source: docs.joinmastodon.org. Of one account nothing is sent or looked up before the sending while something is under
 * way: the server looks a key up before it posts and writes it down behind that, so two at once would be two posts.
 */
export function createMastodonPublisher(given: MastodonParts): ReplyPublisher {
  const client = createMastodonClient(given);
  const names = createKnownNames(client);
  const parts = { client, names, http: given.http, now: () => given.clock.now() };
  const search = { ...parts, searches: new Map<string, boolean>() };
  const inTurn = createTurns();
  const underWay = new Map<string, Promise<Told<Posted>>>();
  return {
    kind: "mastodon",
    keyProtectsMs: mastodonKeyMs,
    // Its tokens are checked at every call.
    signInAnew: () => Promise.resolve({ ok: true, value: null }),
    prepare: prepareReply,
    limits: async (account) => {
      const told = await readOwnServerFacts(client, account);
      return told.ok ? { ok: true, value: told.value.limits } : told;
    },
    readParent: (account, intent) => readParent(parts, account, intent),
    reconcile: (account, intent, prepared) =>
      inTurn(account.id, () => findOwnReply(parts, account, { intent, prepared })),
    publish: async (account, intent, { prepared, parentRef }) => {
      const parent = ParentRef.parse(JSON.parse(parentRef));
      const name = `${account.id} ${prepared.key}`;
      const same = underWay.get(name);
      if (same) return same;
      const sent = inTurn(account.id, () => publishReply(parts, account, { intent, prepared, parent }));
      underWay.set(name, sent);
      return sent.finally(() => underWay.delete(name));
    },
    thread: (account, { id, url }) => readThread(parts, account, { url, name: id }),
    mentions: (account, cursor) => readMentions(parts, account, cursor),
    search: (account, words, cursor) => searchPosts(search, account, { words, cursor }),
  };
}
