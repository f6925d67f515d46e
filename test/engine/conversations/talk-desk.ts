import { createThreadReader } from "../../../src-main/engine/conversations/thread-reader.ts";
import { joinOurReply } from "../../../src-main/engine/conversations/join-our-reply.ts";
import { runEngineAct } from "../../../src-main/engine/commands.ts";
import { mentionsSource } from "../../../src-main/engine/sources/accounts/account-source.ts";
import type { ParsedItem } from "../../../src-main/engine/sources/feed/parsed-feed.ts";
import { storeBatch } from "../../../src-main/engine/sources/ingest.ts";
import { insertAccount, isConnected, listAccounts } from "../../../src-main/engine/store/account.ts";
import type { ConnectedRecord } from "../../../src-main/engine/store/account.ts";
import { insertReply } from "../../../src-main/engine/store/new-reply.ts";
import { findReplies, updateReply } from "../../../src-main/engine/store/reply.ts";
import { insertPosting, keepPosted, postingsOf } from "../../../src-main/engine/store/posting.ts";
import { insertSource, sourceById } from "../../../src-main/engine/store/source.ts";
import { saveFetch } from "../../../src-main/engine/store/source-fetch.ts";
import type { Source } from "../../../src-main/engine/store/source.ts";
import { answerCase } from "../../../src-main/domain/cases/transitions.ts";
import { changeCases } from "../../../src-main/engine/cases/change-cases.ts";
import { caseByRow } from "../../../src-main/engine/store/case.ts";
import type { RemotePost } from "../../../src-main/ports/reply-publisher.ts";
import { createFakeNetwork } from "../../support/fake-network.ts";
import { createUnderstandings } from "../../../src-main/engine/sources/understanding.ts";
import { onlyShipped } from "../../support/only-shipped.ts";
import { loadSentiment } from "../../../src-main/adapters/sentiment-model.ts";
import { resourcesFolder } from "../../support/whole-engine.ts";
import { parsedItem } from "../sources/desk.ts";
import { startPollDesk } from "../sources/intake-desk.ts";

export type TalkDesk = Awaited<ReturnType<typeof startTalkDesk>>;

/** A desk with a connected account that listens, a feed of the same network, and a network in memory. */
export async function startTalkDesk() {
  const now = { clock: () => 0 };
  const network = createFakeNetwork({ clock: { now: () => now.clock() } });
  const desk = await startPollDesk(undefined, undefined, network.publishers);
  now.clock = desk.clock.now;
  const account = await connect(desk);
  const understandings = createUnderstandings(onlyShipped(loadSentiment(resourcesFolder).classify));
  const threads = createThreadReader({
    ...desk,
    ...{ publishers: network.publishers, understandings },
    network: { state: () => "online", offlineSince: () => null },
  });
  const listening = await runEngineAct(desk, { topics: [] }, (act) => mentionsSource(act, account));
  const feed = await addFeed(desk, "https://social.example/tags/ferry.rss");
  const stories = () =>
    desk.store.read
      .selectFrom("mention")
      .innerJoin("item", "item.id", "mention.id")
      .select(["item.text", "mention.story_id"])
      .orderBy("item.id")
      .execute();
  return {
    ...desk,
    network,
    account,
    listening,
    /** The account is asked, as when its turn has come. */
    hear: async () => {
      desk.clock.advance(61_000);
      await desk.poll(listening.id);
    },
    /** A feed brings these posts, without a word of who answers whom. */
    feedBrings: (posts: readonly RemotePost[]) =>
      runEngineAct(desk, { topics: [] }, async (act) =>
        storeBatch(act, await understandings(act.trx), {
          source: feed,
          items: posts.map(asFeedEntry),
          backfill: false,
        }),
      ),
    /** All threads of ours are read now. */
    readThreads: async () => {
      const due_at = desk.clock.now();
      await desk.store.write((trx) => trx.updateTable("thread_read").set({ due_at }).execute());
      await threads.look();
    },
    /** We answer what a story shows, through the account, as the outbox does. */
    answer: (storyRowId: number, parent: RemotePost, text: string) =>
      answerThroughAccount(desk, { network, account, storyRowId, parent, text }),
    mentions: async () => (await stories()).map(({ text }) => text),
    stories,
    cases: () =>
      desk.store.read
        .selectFrom("desk_case")
        .select(["story_id", "status", "cycle", "responds", "queued_at"])
        .orderBy("id")
        .execute(),
    messages: () =>
      desk.store.read
        .selectFrom("message")
        .select(["remote_id", "direction", "conversation_id", "item_id", "gone_at"])
        .orderBy("id")
        .execute(),
  };
}

async function connect(desk: Awaited<ReturnType<typeof startPollDesk>>): Promise<ConnectedRecord> {
  const at = desk.clock.now();
  await desk.store.write((trx) =>
    insertAccount(trx, {
      ...{ id: desk.ids.ulid(at), kind: "mastodon", network: "mastodon", name: "Whimbrel" },
      ...{ server: "https://social.example", handle: "whimbrel", remoteId: "id-whimbrel" },
      ...{ allowPrivate: false, limits: null, at },
    }),
  );
  const account = (await listAccounts(desk.store.read)).find(isConnected);
  if (!account) throw new Error("no account");
  return account;
}

async function addFeed(desk: Awaited<ReturnType<typeof startPollDesk>>, url: string): Promise<Source> {
  const at = desk.clock.now();
  const id = desk.ids.ulid(at);
  const source = {
    id,
    url,
    name: "#ferry",
    siteUrl: null,
    network: "mastodon",
    everything: true,
    allowPrivate: false,
    at,
  } as const;
  await desk.store.write(async (trx) => {
    const rowId = await insertSource(trx, source);
    // Nobody asks its server: the tests say what it brings.
    await saveFetch(trx, rowId, { nextCheckAt: at + 365 * 24 * 60 * 60_000 });
  });
  const feed = await sourceById(desk.store.read, id);
  if (!feed) throw new Error("no feed");
  return feed;
}

const asFeedEntry = (post: RemotePost): ParsedItem =>
  parsedItem({
    id: post.url,
    link: post.url,
    text: post.text,
    author: `@${post.author.handle}`,
    handle: `@${post.author.handle}`,
    publishedAt: post.at,
    lang: "en",
  });

type Answering = {
  readonly network: ReturnType<typeof createFakeNetwork>;
  readonly account: ConnectedRecord;
  readonly storyRowId: number;
  readonly parent: RemotePost;
  readonly text: string;
};

async function answerThroughAccount(
  desk: Awaited<ReturnType<typeof startPollDesk>>,
  { network, account, storyRowId, parent, text }: Answering,
): Promise<RemotePost> {
  const posted = network.post({ by: "whimbrel", text, parentId: parent.id });
  const replyId = desk.ids.ulid(desk.clock.now());
  await runEngineAct(desk, { topics: [] }, async (act) => {
    const row = await act.trx
      .selectFrom("desk_case")
      .select(["id", "cycle"])
      .where("story_id", "=", storyRowId)
      .executeTakeFirstOrThrow();
    await insertReply(act.trx, {
      ...{ id: replyId, caseRowId: row.id, cycle: row.cycle, network: "mastodon", account: account.id },
      ...{
        parentUrl: parent.url,
        placeUrl: null,
        handle: null,
        text,
        values: {},
        known: {},
        script: null,
        scriptText: null,
        at: act.at,
      },
    });
    const [reply] = await findReplies(act.trx, { id: replyId });
    if (!reply) throw new Error("no reply");
    await updateReply(act.trx, reply.rowId, { state: "sent", sent_at: act.at, proof_url: posted.url });
    await insertPosting(act.trx, {
      ...{ replyRowId: reply.rowId, hash: "h", accountRowId: account.rowId, text, lang: "en", parentKey: parent.id },
      ...{ parentText: parent.text, prepared: { key: "k", createdAt: "2026-01-01T00:00:00.000Z" } },
    });
    const [posting] = await postingsOf(act.trx, [reply.rowId]);
    const { id, localId, url, parentId, rootId, at } = posted;
    await keepPosted(act.trx, posting?.rowId ?? 0, { id, localId, url: url ?? "", parentId, rootId, at });
    const record = await caseByRow(act.trx, row.id);
    if (record)
      await changeCases(act, [
        { record, kind: "case.answered", state: answerCase(record.state, { at: act.at, isPrivate: false }) },
      ]);
    await joinOurReply(act, reply, posted.url ?? "");
  });
  return posted;
}
