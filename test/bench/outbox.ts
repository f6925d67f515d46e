import { createReplyOutbox } from "../../src-main/engine/publishing/outbox.ts";
import { hashOf } from "../../src-main/engine/replies/requirement.ts";
import { findReplies } from "../../src-main/engine/store/reply.ts";
import { addSourceRow, addStory } from "../support/desk-fixture.ts";
import { createFakeNetworks } from "../support/fake-publisher.ts";
import { startTestParts } from "../support/test-engine.ts";
import { createWholeEngine } from "../support/whole-engine.ts";
import { cpuOf, median } from "./measure.ts";
import type { Ratio } from "./measure.ts";

const [few, many] = [10, 1000];
const rounds = 9;
const holdMs = 60 * 60_000;

/** A whole desk, not started, with so many approved replies in the outbox, whose holds run. */
async function openDesk(replies: number) {
  const parts = await startTestParts();
  const networks = createFakeNetworks();
  const engine = createWholeEngine(parts, { networks });
  const writer = await parts.addPerson("Ines Thorn", "agent");
  const approver = await parts.addPerson("Mira Falk", "corpcomm", "admin");
  const command = () => ({ commandId: parts.commandId() });
  const server = { server: "https://pds.example", handle: "firm.example", password: "right" };
  const given = { ...command(), ...server, accountId: null, allowPrivate: false, name: "Firm" };
  const { account } = await engine.handlers["accounts.signIn"](given, approver);
  if (!account) throw new Error("the account was not connected");
  const sourceRowId = await addSourceRow(parts, { network: "bluesky" });
  const stories: Awaited<ReturnType<typeof addStory>>[] = [];
  for (let made = 0; made < replies; made += 1)
    stories.push(
      await addStory(parts, { sourceRowId, network: "bluesky", url: `https://bsky.app/profile/x/post/${made}` }),
    );
  await parts.store.write(async (trx) => {
    for (const { storyRowId } of stories) {
      const { id } = await trx
        .selectFrom("desk_case")
        .select("id")
        .where("story_id", "=", storyRowId)
        .executeTakeFirstOrThrow();
      const { publicId } = { publicId: parts.ids.ulid(parts.clock.now()) };
      const at = parts.clock.now();
      await trx
        .insertInto("reply")
        .values({
          ...{ public_id: publicId, case_id: id, state: "approved", network: "bluesky", account: account.id, cycle: 1 },
          ...{ text: "We are sorry. It comes today.", saved_at: at, approved_at: at, hold_until: at + holdMs },
          parent_url: `https://bsky.app/profile/x/post/${storyRowId}`,
        })
        .execute();
      const [reply] = await findReplies(trx, { id: publicId });
      if (!reply) throw new Error("the reply was not stored");
      const approval = { reply_id: reply.rowId, kind: "person", role: "corpcomm", hash: hashOf(reply), at } as const;
      await trx
        .insertInto("approval")
        .values({ ...approval, person_id: approver.person?.rowId ?? null })
        .execute();
    }
  });
  const outbox = createReplyOutbox({ ...parts, publishers: networks.publishers, nudgeSender: () => {} });
  const storyId = stories[0]?.storyId ?? "";
  return { parts, networks, outbox, handlers: engine.handlers, writer, storyId };
}

type Desk = Awaited<ReturnType<typeof openDesk>>;

/** What the page asks for, and what the engine does at each look, with 1,000 approved replies in the outbox. */
export async function benchOutbox(): Promise<readonly Ratio[]> {
  const [small, large] = [await openDesk(few), await openDesk(many)];
  const look = async ({ outbox }: Desk) => {
    outbox.start();
    await outbox.drain();
    await outbox.stop();
  };
  const works: readonly (readonly [string, (desk: Desk) => Promise<unknown>])[] = [
    ["the status bar", ({ handlers, writer }) => handlers["status.get"]({}, writer)],
    ["a case", ({ handlers, storyId, writer }) => handlers["cases.get"]({ storyId }, writer)],
    ["the accounts", ({ handlers, writer }) => handlers["accounts.list"]({}, writer)],
    ["a look of the outbox at what is due", look],
  ];
  const ratios: Ratio[] = [];
  for (const [name, work] of works) {
    // So little that a ratio of the two would be noise: what a thousand add must fit into a frame of the page.
    const ours = Math.max(0, (await msOf(() => work(large))) - (await msOf(() => work(small))));
    const title = `outbox: what ${many} approved replies add to ${name}, against a frame`;
    ratios.push({ name: title, ours, reference: 16, unit: "ms", most: 1 });
  }
  const queue = await msOf(() => large.handlers["replies.queue"]({}, large.writer));
  ratios.push({
    name: "outbox: the approvals screen, against 0.5 s",
    ours: queue,
    reference: 500,
    unit: "ms",
    most: 1,
  });
  large.parts.clock.advance(holdMs);
  const sending = (await cpuOf(() => look(large))) / 1000 / many;
  if (large.networks.bluesky.posted.length !== many) throw new Error("not every reply was sent");
  ratios.push({ name: "outbox: sending one reply, against 30 ms", ours: sending, reference: 30, unit: "ms", most: 1 });
  for (const { parts } of [small, large]) await parts.close();
  return ratios;
}

async function msOf(work: () => Promise<unknown>): Promise<number> {
  await work();
  const spent: number[] = [];
  for (let round = 0; round < rounds; round += 1) spent.push((await cpuOf(work)) / 1000);
  return median(spent);
}
