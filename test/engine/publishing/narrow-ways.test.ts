import { afterEach, beforeEach, expect, test } from "vitest";
import { answerCase } from "../../../src-main/domain/cases/transitions.ts";
import { changeCases } from "../../../src-main/engine/cases/change-cases.ts";
import { rejoinStory } from "../../../src-main/engine/cases/queue-story.ts";
import { runEngineAct } from "../../../src-main/engine/commands.ts";
import { attemptReply } from "../../../src-main/engine/publishing/attempt.ts";
import { findAccount, isConnected } from "../../../src-main/engine/store/account.ts";
import { casesOfStories } from "../../../src-main/engine/store/case.ts";
import { readSettings } from "../../../src-main/engine/store/setting.ts";
import { troubleOf } from "../../support/fake-publisher.ts";
import { holdMs, startPublishingDesk } from "./desk.ts";
import type { PublishingDesk } from "./desk.ts";

let desk: PublishingDesk;
beforeEach(async () => {
  desk = await startPublishingDesk();
});
afterEach(() => desk.close());

async function ourAccount() {
  const account = await findAccount(desk.parts.store.read, desk.account.id);
  if (!account || !isConnected(account)) throw new Error("the account is not connected");
  return account;
}

const outboxParts = () => ({ ...desk.parts, publishers: desk.networks.publishers, nudgeSender: () => {} });
const publishes = () => desk.network.calls.filter((call) => call === "publish").length;

test.each([false, true])(
  "nothing begins while the hold runs, whoever asked for it before (look: %s)",
  async (isLook) => {
    const reply = await desk.approve(await desk.submit(await desk.draft()));
    await attemptReply(outboxParts(), { account: await ourAccount(), replyId: reply.id, isLook });
    expect([(await desk.reply(reply)).state, desk.network.calls]).toEqual(["approved", []]);
    desk.parts.clock.advance(holdMs);
    await desk.send();
    expect(desk.network.posted).toHaveLength(1);
  },
);

test("what was on its way when the policy asked for more is looked for before other words leave", async () => {
  const reply = await desk.approved();
  desk.network.mishaps.publish = [{ trouble: troubleOf("unknown"), arrives: true }];
  await desk.send();
  expect(desk.network.posted).toHaveLength(1);
  // As the engine left it when it ended in the midst of the request.
  await desk.parts.store.write(async (trx) => {
    await trx.updateTable("posting").set({ unclear_since: null }).execute();
    await trx.updateTable("reply").set({ state: "sending", trouble: null }).execute();
    await trx
      .updateTable("story")
      .set({ approval_roles: JSON.stringify(["legal"]) })
      .execute();
  });
  desk.parts.clock.advance(60_000);
  await desk.send();
  const back = await desk.reply(reply);
  expect([back.state, back.posting.isUnclear]).toEqual(["submitted", true]);
});

test("what may have arrived is given its time, though the network comes back and a person asks at once", async () => {
  const reply = await desk.approved();
  desk.network.mishaps.publish = [{ trouble: troubleOf("unknown") }];
  await desk.send();
  expect(publishes()).toBe(1);
  desk.parts.clock.advance(1000);
  desk.outbox.start();
  await desk.outbox.networkIsBack();
  await desk.outbox.drain();
  expect(publishes()).toBe(1);
  await desk.handlers["publishing.tryNow"](desk.on(await desk.reply(reply)), desk.ines);
  await desk.outbox.drain();
  expect(publishes()).toBe(1);
  desk.parts.clock.advance(60_000);
  await desk.send();
  expect([(await desk.reply(reply)).state, publishes()]).toEqual(["sent", 2]);
});

test("an attempt that breaks is told and tried later, and holds up no other reply", async () => {
  const first = await desk.approved("The first.");
  await desk.approved("The second.");
  let breaks = true;
  desk.network.beforePublish = () => {
    const now = breaks ? Promise.reject(new Error("a fault of ours")) : Promise.resolve();
    breaks = false;
    return now;
  };
  desk.outbox.start();
  await desk.outbox.drain().catch(() => {});
  await desk.send();
  expect(desk.network.posted.map(({ text }) => text)).toEqual(["The second."]);
  const stuck = await desk.reply(first);
  expect([stuck.state, stuck.posting.trouble?.code, stuck.posting.isUnclear]).toEqual([
    "failed",
    "publishing.broke",
    true,
  ]);
});

test("approved anew, a reply says nothing of the trouble of before", async () => {
  const reply = await desk.approved();
  desk.network.mishaps.readParent = [{ trouble: troubleOf("offline") }];
  await desk.send();
  const waiting = await desk.reply(reply);
  expect([waiting.state, waiting.posting.trouble?.code]).toEqual(["approved", "fetch.offline"]);
  await desk.handlers["replies.undoApproval"](desk.on(waiting), desk.mira);
  const anew = await desk.approve(await desk.reply(reply));
  expect([anew.state, anew.posting.trouble, anew.posting.nextAt]).toEqual(["approved", null, null]);
});

test("what the customer wrote after the words were handed in is not closed with them", async () => {
  const reply = await desk.approve(await desk.submit(await desk.draft()));
  desk.parts.clock.advance(holdMs);
  const storyRowId = 1;
  // A colleague's answer by telephone closed the cycle of the words; then the customer wrote, and the case came back.
  await runEngineAct(desk.parts, { topics: [] }, async (act) => {
    const { settings } = await readSettings(act.trx);
    const record = (await casesOfStories(act.trx, [storyRowId])).get(storyRowId);
    if (!record) throw new Error("no case");
    const state = answerCase(record.state, { at: act.at, isPrivate: true });
    await changeCases(act, [{ record, kind: "case.answered", state }]);
    await rejoinStory(act, settings, { storyRowId, at: act.at });
  });
  await desk.send();
  expect((await desk.reply(reply)).state).toBe("sent");
  const now = await desk.parts.store.read
    .selectFrom("desk_case")
    .select(["status", "cycle", "first_response_at"])
    .executeTakeFirstOrThrow();
  expect(now).toEqual({ status: "new", cycle: 2, first_response_at: null });
});
