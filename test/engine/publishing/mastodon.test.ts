import { expect, onTestFinished, test } from "vitest";
import { createMastodonDoor } from "../../../src-main/adapters/mastodon/mastodon-door.ts";
import { createMastodonPublisher } from "../../../src-main/adapters/mastodon/mastodon-publisher.ts";
import type { Reply } from "../../../src-main/contract/methods/replies.ts";
import { createAccounts } from "../../../src-main/engine/accounts/index.ts";
import { createReplyOutbox } from "../../../src-main/engine/publishing/outbox.ts";
import { createReplies } from "../../../src-main/engine/replies/index.ts";
import { readReply } from "../../../src-main/engine/replies/reply-act.ts";
import { accountSecretName } from "../../../src-main/ports/reply-publisher.ts";
import { addSourceRow, addStory } from "../../support/desk-fixture.ts";
import { createFakeNetworks } from "../../support/fake-publisher.ts";
import { openHttp } from "../../support/mastodon-desk.ts";
import { startMastodonServer } from "../../support/mastodon-server/start-mastodon-server.ts";
import type { MastodonServerOptions } from "../../support/mastodon-server/start-mastodon-server.ts";
import { startTestParts } from "../../support/test-engine.ts";

const holdMs = 5 * 60_000;
const asked = "Where is my refund?";

/** The desk's own parts with Mastodon's adapter and a server on loopback: connected by a code, one complaint, one approved reply. */
async function startMastodonOutbox(options: MastodonServerOptions = {}) {
  const parts = await startTestParts();
  onTestFinished(() => parts.close());
  const server = await startMastodonServer({ now: parts.clock.now, ...options });
  onTestFinished(() => server.close());
  const around = { http: openHttp(), secrets: parts.secrets, clock: parts.clock };
  const fakes = createFakeNetworks();
  const publishers = { ...fakes.publishers, mastodon: createMastodonPublisher(around) };
  const doors = { ...fakes.accountDoors, mastodon: createMastodonDoor(around) };
  const nudgeSender = () => {};
  const outbox = createReplyOutbox({ ...parts, publishers, nudgeSender });
  const cards = { storyRows: () => Promise.resolve([]), original: () => Promise.resolve(null) };
  const replies = createReplies({ ...parts, nudgeSender, cards });
  const accounts = createAccounts({ ...parts, publishers, doors, nudgeOutbox: outbox.nudge });
  const ines = await parts.addPerson("Ines Thorn", "agent");
  const mira = await parts.addPerson("Mira Falk", "corpcomm", "admin");
  const command = () => ({ commandId: parts.commandId() });

  const { begun } = await accounts["accounts.begin"]({ server: server.url, allowPrivate: true }, mira);
  const code = server.letIn(begun?.authorizeUrl ?? "", "desk");
  const finish = { ...command(), accountId: null, ticket: begun?.ticket ?? "", code, name: "Whimbrel" };
  const { account } = await accounts["accounts.finish"](finish, mira);
  const complaint = server.post("rita", asked);
  const sourceRowId = await addSourceRow(parts, { network: "mastodon", url: `${server.url}/@rita.rss` });
  const handle = `@rita@${new URL(server.url).host}`;
  const story = { sourceRowId, network: "mastodon", handle, url: complaint.url, text: asked } as const;

  async function approved(): Promise<Reply> {
    const { storyId } = await addStory(parts, story);
    const draft = await replies["replies.start"]({ ...command(), storyId, scriptId: null, variant: "body" }, ines);
    const text = `${draft.text}We are sorry. Your refund comes today.`;
    const at = (reply: Reply) => ({ ...command(), replyId: reply.id, version: reply.version });
    const saved = await replies["replies.save"]({ ...at(draft), fields: {}, text }, ines);
    const submitted = await replies["replies.submit"]({ ...at(saved), seen: [] }, ines);
    const done = await replies["replies.approve"]({ ...at(submitted), hash: submitted.hash }, mira);
    parts.clock.advance(holdMs);
    return done;
  }
  return {
    ...{ parts, server, account, complaint, approved },
    reply: ({ id }: Reply) => readReply(parts, id),
    send: async () => {
      outbox.start();
      await outbox.drain();
      await outbox.stop();
    },
    ours: () => server.posts.filter(({ author }) => author.username === "desk"),
  };
}

test("an account connected by a code answers a complaint where it stands, and its author hears of it", async () => {
  const desk = await startMastodonOutbox();
  const { server, parts, account } = desk;
  expect(account).toMatchObject({ handle: `desk@${new URL(server.url).host}`, limits: { maxCharacters: 500 } });
  expect(JSON.parse(parts.secrets.values.get(accountSecretName(account?.id ?? "")) ?? "{}")).toHaveProperty(
    "accessToken",
  );
  const reply = await desk.approved();
  await desk.send();
  await desk.send();
  const [post, ...more] = desk.ours();
  expect(more).toEqual([]);
  expect(reply.text).toMatch(/^@rita@[\w.:]+ We are sorry/);
  expect(post).toMatchObject({ text: reply.text, inReplyToId: desk.complaint.id, visibility: "public" });
  expect(await desk.reply(reply)).toMatchObject({ state: "sent", proofUrl: post?.url });
});

test.each(["kept", "ignored"] as const)(
  "an answer that is lost is looked for, and nothing is posted twice (keys %s)",
  async (keys) => {
    const desk = await startMastodonOutbox({ keys });
    const reply = await desk.approved();
    desk.server.meet("POST", "/api/v1/statuses", { do: "cut-after" });
    await desk.send();
    expect((await desk.reply(reply)).state).toBe("failed");
    desk.parts.clock.advance(30 * 60_000);
    await desk.send();
    expect(await desk.reply(reply)).toMatchObject({ state: "sent", proofUrl: desk.ours()[0]?.url });
    expect(desk.ours()).toHaveLength(1);
  },
);

test("a complaint that was changed or taken away is not answered by itself", async () => {
  const changed = await startMastodonOutbox();
  const toChanged = await changed.approved();
  changed.server.edit(changed.complaint.id, "My refund came, thanks!");
  await changed.send();
  const gone = await startMastodonOutbox();
  const toGone = await gone.approved();
  gone.server.remove(gone.complaint.id);
  await gone.send();
  expect([(await changed.reply(toChanged)).state, changed.ours()]).toEqual(["needs_person", []]);
  expect([(await gone.reply(toGone)).state, gone.ours()]).toEqual(["needs_person", []]);
});

test("a reply that the server let stand alone comes to a person with its address", async () => {
  const desk = await startMastodonOutbox({ missingParent: "top-level" });
  const reply = await desk.approved();
  const gate = Promise.withResolvers<void>();
  desk.server.meet("POST", "/api/v1/statuses", { do: "wait", for: gate.promise });
  const sent = desk.send();
  await expect.poll(() => desk.server.requests.some(({ path }) => path === "/api/v1/statuses")).toBe(true);
  desk.server.remove(desk.complaint.id);
  gate.resolve();
  await sent;
  const stopped = await desk.reply(reply);
  expect(stopped.state).toBe("needs_person");
  expect(stopped.posting.trouble).toEqual({ code: "publishing.stands-alone", params: { url: desk.ours()[0]?.url } });
  await desk.send();
  expect(desk.ours()).toHaveLength(1);
});
