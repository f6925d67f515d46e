import { onTestFinished, expect, test } from "vitest";
import type { Engine } from "../../../src-main/engine/engine.ts";
import type { Call } from "../../../src-main/engine/handlers.ts";
import { createFakeNetwork } from "../../support/fake-network.ts";
import { createFakeNetworks } from "../../support/fake-publisher.ts";
import { startTestParts, type TestParts } from "../../support/test-engine.ts";
import { createWholeEngine } from "../../support/whole-engine.ts";

const minute = 60_000;

type Walk = {
  readonly parts: TestParts;
  readonly engine: Engine;
  readonly network: ReturnType<typeof createFakeNetwork>;
  readonly writer: Call;
  readonly approver: Call;
  readonly listening: string;
};

/** The whole desk with a connected account that listens, on a network in memory. */
async function startWalk(): Promise<Walk> {
  const parts = await startTestParts();
  const network = createFakeNetwork({ clock: parts.clock });
  const { accountDoors } = createFakeNetworks();
  const engine = createWholeEngine(parts, { networks: { publishers: network.publishers, accountDoors } });
  onTestFinished(async () => {
    await engine.stop();
    await parts.close();
  });
  const writer = await parts.addPerson("Ines Thorn", "agent", "admin");
  const approver = await parts.addPerson("Mira Falk", "corpcomm");
  const { handlers } = engine;
  const command = () => ({ commandId: parts.commandId() });
  const { begun } = await handlers["accounts.begin"](
    { server: "https://social.example", allowPrivate: false },
    approver,
  );
  const { account } = await handlers["accounts.finish"](
    { ...command(), accountId: null, ticket: begun?.ticket ?? "", code: "right", name: "" },
    approver,
  );
  const source = await handlers["sources.addAccount"](
    { ...command(), accountId: account?.id ?? "", words: "" },
    writer,
  );
  return { parts, engine, network, writer, approver, listening: source.id };
}

async function hear({ parts, engine, writer, listening }: Walk): Promise<void> {
  parts.clock.advance(2 * minute);
  await engine.handlers["sources.poll"]({ ids: [listening], all: false }, writer);
}

/** From the draft to the post, through the gate and the outbox; gives what was posted, the name before it included. */
async function answer({ parts, engine, writer, approver }: Walk, storyId: string, text: string) {
  const { handlers } = engine;
  const command = () => ({ commandId: parts.commandId() });
  const begun = await handlers["replies.start"]({ ...command(), storyId, scriptId: null, variant: "body" }, writer);
  const saved = await handlers["replies.save"](
    { ...command(), replyId: begun.id, version: begun.version, fields: {}, text: `${begun.prefix}${text}` },
    writer,
  );
  const open = await handlers["publishing.setClosing"](
    { ...command(), replyId: saved.id, version: saved.version, closesCase: false },
    writer,
  );
  const { id, version, hash } = await handlers["replies.submit"](
    { ...command(), seen: [], replyId: open.id, version: open.version },
    writer,
  );
  await handlers["replies.approve"]({ ...command(), replyId: id, version, hash }, approver);
  parts.clock.advance(10 * minute);
  await engine.start();
  await engine.idle();
  expect(begun.prefix).toMatch(/^@hettie/);
  return saved.text;
}

const threadOf = async ({ engine, writer }: Walk, storyId: string) => {
  const { conversation, story } = await engine.handlers["cases.get"]({ storyId }, writer);
  return {
    posts: conversation.posts.map(({ direction, text }) => `${direction} ${text}`),
    status: story.case?.status,
    watch: conversation.watch?.account,
  };
};

test("from a complaint to a posted reply, their answer, and the answer to that", async () => {
  const walk = await startWalk();
  const { network } = walk;
  network.post({ by: "hettie", text: "@whimbrel where is my refund?", names: ["whimbrel"] });
  await hear(walk);
  const story = await walk.parts.store.read.selectFrom("story").select("public_id").executeTakeFirstOrThrow();
  const storyId = story.public_id;
  const first = await answer(walk, storyId, "We are sorry. It comes today.");
  const ours = network.posts().at(-1);
  expect(await threadOf(walk, storyId)).toEqual({
    posts: ["in @whimbrel where is my refund?", `out ${first}`],
    status: "waiting",
    watch: "Whimbrel",
  });
  const back = network.post({ by: "hettie", text: "It did not come", parentId: ours?.id ?? "" });
  await hear(walk);
  const { clock } = await walk.engine.handlers["cases.get"]({ storyId }, walk.writer);
  expect([(await threadOf(walk, storyId)).status, clock.cycle, clock.responds, clock.publishedAt]).toEqual([
    ...["new", 2, "next", back.at],
  ]);
  const second = await answer(walk, storyId, "It left our bank at noon.");
  const { posts, status } = await threadOf(walk, storyId);
  expect([posts, status, network.posts().at(-1)?.parentId]).toEqual([
    ["in @whimbrel where is my refund?", `out ${first}`, "in It did not come", `out ${second}`],
    "waiting",
    back.id,
  ]);
});
