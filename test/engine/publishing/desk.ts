import type { Reply } from "../../../src-main/contract/methods/replies.ts";
import { createAccounts } from "../../../src-main/engine/accounts/index.ts";
import { createPublishing } from "../../../src-main/engine/publishing/index.ts";
import { createReplyOutbox } from "../../../src-main/engine/publishing/outbox.ts";
import { createReplies } from "../../../src-main/engine/replies/index.ts";
import { readReply } from "../../../src-main/engine/replies/reply-act.ts";
import { listEvents } from "../../../src-main/engine/store/event-log.ts";
import { addSourceRow, addStory } from "../../support/desk-fixture.ts";
import { createFakeNetworks } from "../../support/fake-publisher.ts";
import { startTestParts } from "../../support/test-engine.ts";
import type { TestParts } from "../../support/test-engine.ts";

export const holdMs = 5 * 60_000;

export type PublishingDesk = Awaited<ReturnType<typeof startPublishingDesk>>;

/** Replies, accounts and the outbox over networks in memory, with one account, a writer and an approver who keeps the accounts. */
export async function startPublishingDesk() {
  const parts: TestParts = await startTestParts();
  const networks = createFakeNetworks();
  const nudged = { sender: 0 };
  const nudgeSender = () => void (nudged.sender += 1);
  const { publishers, accountDoors: doors } = networks;
  const outbox = createReplyOutbox({ ...parts, publishers, nudgeSender });
  const handlers = {
    ...createReplies({
      ...parts,
      nudgeSender,
      cards: { storyRows: () => Promise.resolve([]), original: () => Promise.resolve(null) },
    }),
    ...createPublishing({ ...parts, outbox, nudgeSender }),
    ...createAccounts({ ...parts, publishers, doors, nudgeOutbox: outbox.nudge }),
  };
  const ines = await parts.addPerson("Ines Thorn", "agent");
  const mira = await parts.addPerson("Mira Falk", "corpcomm", "admin");
  const sourceRowId = await addSourceRow(parts, { network: "bluesky", url: "https://bsky.app/profile/x/rss" });
  const command = () => ({ commandId: parts.commandId() });
  const signedIn = await handlers["accounts.signIn"](
    {
      ...{ ...command(), accountId: null, server: "https://pds.example", handle: "whimbrel.example" },
      ...{ password: "right", allowPrivate: false, name: "Whimbrel" },
    },
    mira,
  );
  const account = signedIn.account;
  if (!account) throw new Error("the account was not connected");
  let posts = 0;

  const desk = {
    sourceRowId,
    ...{ parts, networks, network: networks.bluesky, handlers, outbox, nudged, ines, mira, account, command },
    story: () =>
      addStory(parts, {
        ...{ sourceRowId, network: "bluesky", handle: "dorrit" },
        url: `https://bsky.app/profile/dorrit/post/${(posts += 1)}`,
      }),
    draft: async (text = "We are sorry. Your refund comes today.", storyId?: string): Promise<Reply> => {
      const story = storyId ?? (await desk.story()).storyId;
      const begun = await handlers["replies.start"](
        { ...command(), storyId: story, scriptId: null, variant: "body" },
        ines,
      );
      const target = { ...command(), replyId: begun.id, version: begun.version };
      return handlers["replies.save"]({ ...target, fields: {}, text }, ines);
    },
    submit: (reply: Reply): Promise<Reply> =>
      handlers["replies.submit"]({ ...command(), seen: [], replyId: reply.id, version: reply.version }, ines),
    approve: (reply: Reply): Promise<Reply> =>
      handlers["replies.approve"]({ ...command(), replyId: reply.id, version: reply.version, hash: reply.hash }, mira),
    /** An approved reply whose hold is over. */
    approved: async (text?: string): Promise<Reply> => {
      const reply = await desk.approve(await desk.submit(await desk.draft(text)));
      parts.clock.advance(holdMs);
      return reply;
    },
    reply: ({ id }: { readonly id: string }): Promise<Reply> => readReply(parts, id),
    /** Everything that is due now is sent. */
    send: async () => {
      outbox.start();
      await outbox.drain();
      await outbox.stop();
    },
    on: (reply: Reply) => ({ ...command(), replyId: reply.id, version: reply.version }),
    kinds: async () => (await listEvents(parts.store.read, { limit: 1000 })).map((event) => event.kind),
    accountNow: async () => {
      const { accounts } = await handlers["accounts.list"]({}, ines);
      return accounts.find(({ id }) => id === account.id);
    },
    close: async () => {
      await outbox.stop();
      await parts.close();
    },
  };
  return desk;
}
