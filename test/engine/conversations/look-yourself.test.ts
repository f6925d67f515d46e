import { expect, test } from "vitest";
import { createConversations } from "../../../src-main/engine/conversations/index.ts";
import { noticeRows } from "../../../src-main/engine/store/notice.ts";
import { updateAccount } from "../../../src-main/engine/store/account.ts";
import { startTalkDesk } from "./talk-desk.ts";

const hour = 60 * 60_000;

test("where no account of ours can read, a person is reminded once after a day, and puts the case back by looking", async () => {
  const desk = await startTalkDesk();
  const complaint = desk.network.post({ by: "hettie", text: "@whimbrel where is it?", names: ["whimbrel"] });
  await desk.hear();
  const [mention] = await desk.stories();
  await desk.store.write((trx) => updateAccount(trx, desk.account.rowId, { removed_at: desk.clock.now() }));
  await desk.answer(mention?.story_id ?? 0, complaint, "It comes today.");
  const place = () => desk.store.read.selectFrom("desk_case").select(["sort_at", "status"]).executeTakeFirstOrThrow();
  const waiting = await place();
  desk.intake.start();
  await desk.pass(23 * hour, hour);
  expect(await desk.events("case.look_reminded")).toBe(0);
  await desk.pass(48 * hour, hour);
  const reminded = await place();
  expect([await desk.events("case.look_reminded"), reminded.sort_at < waiting.sort_at]).toEqual([1, true]);
  const told = async () => (await noticeRows(desk.store.read, 0)).map(({ kind, isReminded }) => [kind, isReminded]);
  expect((await told())[0]).toEqual(["case.look_reminded", true]);
  const story = await desk.store.read.selectFrom("story").select("public_id").executeTakeFirstOrThrow();
  const looked = createConversations(desk)["conversations.looked"];
  await looked({ commandId: desk.commandId(), storyId: story.public_id }, desk.call);
  expect(await place()).toEqual(waiting);
  expect((await told())[0]).toEqual(["case.look_reminded", false]);
});

test("what nobody can read is not read by hand either", async () => {
  const desk = await startTalkDesk();
  const complaint = desk.network.post({ by: "hettie", text: "@whimbrel where is it?", names: ["whimbrel"] });
  await desk.hear();
  const [mention] = await desk.stories();
  await desk.store.write((trx) => updateAccount(trx, desk.account.rowId, { removed_at: desk.clock.now() }));
  await desk.answer(mention?.story_id ?? 0, complaint, "It comes today.");
  const story = await desk.store.read.selectFrom("story").select("public_id").executeTakeFirstOrThrow();
  const read = createConversations(desk)["conversations.read"];
  await expect(read({ commandId: desk.commandId(), storyId: story.public_id }, desk.call)).rejects.toMatchObject({
    code: "thread-unreadable",
  });
});
