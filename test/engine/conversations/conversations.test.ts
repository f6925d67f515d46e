import { expect, test } from "vitest";
import { runEngineAct } from "../../../src-main/engine/commands.ts";
import { readSettings } from "../../../src-main/engine/store/setting.ts";
import { storiesById } from "../../../src-main/engine/store/story-act.ts";
import { membersOf } from "../../../src-main/engine/store/story-member.ts";
import { storiesByRow } from "../../../src-main/engine/store/story.ts";
import { splitStory } from "../../../src-main/engine/stories/split-story.ts";
import { startTalkDesk, type TalkDesk } from "./talk-desk.ts";

const minute = 60_000;

/** A complaint that names us, heard by the account, and answered by us. */
async function answeredComplaint(desk: TalkDesk) {
  const complaint = desk.network.post({
    by: "hettie",
    text: "@whimbrel my ferry was cancelled and nobody answers",
    names: ["whimbrel"],
  });
  await desk.hear();
  const [mention] = await desk.stories();
  const storyRowId = mention?.story_id ?? 0;
  const reply = await desk.answer(storyRowId, complaint, "We are sorry. Your money is on its way.");
  return { complaint, reply, storyRowId };
}

test("an answer to us joins the story that we answered and begins a new cycle with a clock of its own", async () => {
  const desk = await startTalkDesk();
  const { reply, storyRowId } = await answeredComplaint(desk);
  desk.network.post({ by: "hettie", text: "It is still not there", parentId: reply.id });
  await desk.hear();
  expect(await desk.stories()).toEqual([
    { text: "@whimbrel my ferry was cancelled and nobody answers", story_id: storyRowId },
    { text: "It is still not there", story_id: storyRowId },
  ]);
  expect(await desk.cases()).toEqual([
    { story_id: storyRowId, status: "new", cycle: 2, responds: "next", queued_at: desk.clock.now() },
  ]);
});

test("our own post never counts, whichever way it comes", async () => {
  const desk = await startTalkDesk();
  const { reply } = await answeredComplaint(desk);
  await desk.feedBrings([reply]);
  await desk.feedBrings([desk.network.post({ by: "whimbrel", text: "All ferries run again" })]);
  expect(await desk.mentions()).toEqual(["@whimbrel my ferry was cancelled and nobody answers"]);
});

test("an answer whose notification got lost is found five minutes later, and counts once when a feed brings it too", async () => {
  const desk = await startTalkDesk();
  const { reply } = await answeredComplaint(desk);
  const answer = desk.network.post({ by: "hettie", text: "Which money?", parentId: reply.id });
  desk.network.lose(answer.id);
  desk.intake.start();
  await desk.pass(6 * minute);
  expect(await desk.mentions()).toEqual(["@whimbrel my ferry was cancelled and nobody answers", "Which money?"]);
  await desk.feedBrings([answer]);
  expect([await desk.mentions(), (await desk.cases()).map(({ cycle }) => cycle)]).toEqual([
    ["@whimbrel my ferry was cancelled and nobody answers", "Which money?"],
    [2],
  ]);
});

test("an answer that a feed brought first goes to the story that it answers as soon as its thread is read", async () => {
  const desk = await startTalkDesk();
  const { reply, storyRowId } = await answeredComplaint(desk);
  const answer = desk.network.post({ by: "hettie", text: "Which money?", parentId: reply.id });
  desk.network.lose(answer.id);
  await desk.feedBrings([answer]);
  const before = (await desk.stories()).map(({ story_id }) => story_id);
  desk.intake.start();
  await desk.pass(6 * minute);
  const after = await desk.stories();
  expect([new Set(before).size, after.map(({ story_id }) => story_id)]).toEqual([2, [storyRowId, storyRowId]]);
  expect((await desk.cases()).map(({ status, cycle }) => ({ status, cycle }))).toEqual([
    { status: "new", cycle: 2 },
    { status: "resolved", cycle: 1 },
  ]);
});

test("an answer that a person took out of the story stays out, however often the thread is read", async () => {
  const desk = await startTalkDesk();
  const { reply, storyRowId } = await answeredComplaint(desk);
  desk.network.post({ by: "hettie", text: "By the way, you are hiring?", parentId: reply.id });
  await desk.hear();
  await runEngineAct(desk, { topics: [] }, async (act) => {
    const [story] = await storiesByRow(act.trx, [storyRowId]).then((found) => [...found.values()]);
    const members = await membersOf(act.trx, { storyRowIds: [storyRowId], limit: 10 });
    const { settings } = await readSettings(act.trx);
    const mentionIds = members.flatMap(({ id, isFirst }) => (isFirst ? [] : [id]));
    const [home] = await storiesById(act.trx, [story?.id ?? ""]);
    await splitStory(act, { settings, story: { id: home?.id ?? "", version: home?.version ?? 0 }, mentionIds });
  });
  const apart = (await desk.stories()).map(({ story_id }) => story_id);
  const cases = await desk.cases();
  await desk.readThreads();
  expect([new Set(apart).size, (await desk.stories()).map(({ story_id }) => story_id)]).toEqual([2, apart]);
  expect(await desk.cases()).toEqual(cases);
});

test("threads are read at 5 and 30 minutes, 2 hours, 1 and 3 days, also by a desk that was started again meanwhile", async () => {
  const desk = await startTalkDesk();
  const { reply } = await answeredComplaint(desk);
  const sentAt = desk.clock.now();
  const read = () => desk.network.asked.filter(({ what, about }) => what === "thread" && about === reply.id).length;
  desk.intake.start();
  await desk.pass(31 * minute, minute);
  expect(read()).toBe(2);
  await desk.restart();
  desk.intake.start();
  const hour = 60 * minute;
  await desk.pass(sentAt + 4 * 24 * hour - desk.clock.now(), hour);
  expect(read()).toBe(5);
});

test("without a network no try is used up: the reading waits, and comes when there is one", async () => {
  const desk = await startTalkDesk();
  await answeredComplaint(desk);
  desk.network.fail({ class: "offline", says: { code: "fetch.offline", params: {} } });
  desk.intake.start();
  await desk.pass(20 * minute, minute);
  const row = await desk.store.read.selectFrom("thread_read").select(["failures", "step"]).executeTakeFirst();
  expect(row).toEqual({ failures: 0, step: 0 });
  desk.network.fail(null);
  await desk.pass(30 * minute, minute);
  const later = await desk.store.read.selectFrom("thread_read").select("last_read_at").executeTakeFirst();
  expect(later?.last_read_at).not.toBeNull();
});

test("an answer whose parent nobody knows is kept, and joined when the parent is seen", async () => {
  const desk = await startTalkDesk();
  const { reply, storyRowId } = await answeredComplaint(desk);
  const first = desk.network.post({ by: "bystander", text: "They never pay", parentId: reply.id });
  const second = desk.network.post({
    by: "other",
    text: "Indeed they never do",
    parentId: first.id,
    names: ["whimbrel"],
  });
  desk.network.lose(first.id);
  await desk.hear();
  const apart = (await desk.stories()).find(({ text }) => text === second.text);
  desk.intake.start();
  await desk.pass(6 * minute);
  const together = (await desk.stories()).filter(({ story_id }) => story_id === storyRowId).map(({ text }) => text);
  expect([apart?.story_id === storyRowId, together.toSorted()]).toEqual([
    false,
    ["@whimbrel my ferry was cancelled and nobody answers", "Indeed they never do", "They never pay"],
  ]);
});

test("what was taken away there is marked as gone, and our copy stays", async () => {
  const desk = await startTalkDesk();
  const { complaint, reply } = await answeredComplaint(desk);
  const answer = desk.network.post({ by: "hettie", text: "Which money?", parentId: reply.id });
  desk.intake.start();
  await desk.pass(6 * minute);
  desk.network.remove(complaint.id);
  desk.network.remove(answer.id);
  await desk.pass(30 * minute, minute);
  const gone = (await desk.messages()).filter(({ gone_at: at }) => at !== null).map(({ remote_id: id }) => id);
  expect([gone, await desk.mentions()]).toEqual([
    [complaint.id, answer.id],
    ["@whimbrel my ferry was cancelled and nobody answers", "Which money?"],
  ]);
});

test("posts of others in the thread that answer neither us nor whom we answered stay out", async () => {
  const desk = await startTalkDesk();
  const { complaint } = await answeredComplaint(desk);
  desk.network.lose(desk.network.post({ by: "bystander", text: "Same here", parentId: complaint.id }).id);
  desk.intake.start();
  await desk.pass(6 * minute);
  expect(await desk.mentions()).toEqual(["@whimbrel my ferry was cancelled and nobody answers"]);
});

test("a thread that cannot be understood keeps no other from being read, and is tried later", async () => {
  const desk = await startTalkDesk();
  const { reply } = await answeredComplaint(desk);
  const other = desk.network.post({ by: "bo", text: "@whimbrel is there a boat on Sunday", names: ["whimbrel"] });
  await desk.hear();
  const asked = (await desk.stories()).find(({ text }) => text === other.text);
  const second = await desk.answer(asked?.story_id ?? 0, other, "There is, at noon.");
  const { mastodon } = desk.network.publishers;
  const { thread } = mastodon;
  Object.assign(mastodon, {
    thread: (...given: Parameters<typeof thread>) =>
      given[1].id === reply.id ? Promise.reject(new RangeError("too deep")) : thread(...given),
  });
  desk.network.lose(desk.network.post({ by: "bo", text: "Is it dear?", parentId: second.id }).id);
  await desk.readThreads();
  expect(await desk.mentions()).toContain("Is it dear?");
  const [first] = await desk.store.read.selectFrom("thread_read").selectAll().orderBy("message_id").execute();
  expect([first?.failures, first?.trouble]).toEqual([1, '{"code":"case.conversation.broke","params":{}}']);
  expect(first?.due_at).toBeGreaterThan(desk.clock.now());
});
