import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Reply } from "../../../src-main/contract/methods/replies.ts";
import { addToStory, type FixtureStory } from "../../support/desk-fixture.ts";
import { holdMs, startPublishingDesk, type PublishingDesk } from "../publishing/desk.ts";

const minute = 60_000;

let desk: PublishingDesk;
let story: FixtureStory;
beforeEach(async () => {
  desk = await startPublishingDesk();
  story = await desk.story();
});
afterEach(() => desk.close());

type Post = Partial<Parameters<typeof addToStory>[1]>;

/** Whom we answer posts once more; a minute passes before and after. */
async function theyPost(post: Post = {}): Promise<string> {
  desk.parts.clock.advance(minute);
  const { storyRowId } = story;
  const from = { storyRowId, sourceRowId: desk.sourceRowId, network: "bluesky", handle: "dorrit" } as const;
  const id = await addToStory(desk.parts, { ...from, text: "And now they took the money twice", ...post });
  desk.parts.clock.advance(minute);
  return id;
}

const copy: Post = { text: "Where is my refund?" };
const submitted = async () => desk.submit(await desk.draft(undefined, story.storyId));
const onHold = async () => desk.approve(await submitted());
async function post(): Promise<void> {
  desk.parts.clock.advance(holdMs);
  await desk.send();
}
const caseNow = () =>
  desk.parts.store.read
    .selectFrom("desk_case")
    .select(["status", "cycle", "responds", "resolution", "queued_at", "first_response_at"])
    .executeTakeFirstOrThrow();
const cycles = () =>
  desk.parts.store.read.selectFrom("case_cycle").select(["cycle", "first_response_at"]).orderBy("cycle").execute();
const review = ({ id }: Reply) => desk.handlers["replies.review"]({ replyId: id }, desk.mira);

describe("a post that comes while the words for the one before are on hold", () => {
  test("keeps the case open as ours, with a clock since it came, and the first one is answered", async () => {
    await onHold();
    await theyPost();
    const cameAt = desk.parts.clock.now() - minute;
    await post();
    const sentAt = desk.parts.clock.now();
    expect(await caseNow()).toEqual({
      ...{ status: "new", cycle: 2, responds: "next", resolution: null },
      ...{ queued_at: cameAt, first_response_at: null },
    });
    expect(await cycles()).toEqual([
      { cycle: 1, first_response_at: sentAt },
      { cycle: 2, first_response_at: null },
    ]);
    expect((await desk.kinds()).slice(-4, -1)).toEqual(["reply.sent", "case.answered", "case.reopened"]);
  });

  test("is no reason to keep it open when it is a copy", async () => {
    await onHold();
    await theyPost(copy);
    await theyPost({ ...copy, reason: "same_key" });
    await post();
    expect(await caseNow()).toMatchObject({ status: "resolved", resolution: "answered", cycle: 1 });
  });

  test("is no reason to keep it open when somebody else only repeats it", async () => {
    await onHold();
    await theyPost({ handle: "bo" });
    await post();
    expect(await caseNow()).toMatchObject({ status: "resolved", cycle: 1 });
  });

  test("keeps it open while a person posts the words by hand", async () => {
    const reply = await onHold();
    desk.parts.clock.advance(holdMs);
    const { reply: given } = await desk.handlers["replies.handOver"](desk.on(await desk.reply(reply)), desk.ines);
    await theyPost({ answers: true, handle: "bo" });
    const url = "https://bsky.app/profile/whimbrel/post/9";
    await desk.handlers["replies.prove"]({ ...desk.on(given), url, resolve: true }, desk.ines);
    expect(await caseNow()).toMatchObject({ status: "new", cycle: 2 });
  });

  test("does not open again what a colleague closed meanwhile", async () => {
    await onHold();
    await theyPost();
    await desk.parts.store.write((trx) =>
      trx.updateTable("desk_case").set({ status: "resolved", resolution: "spam", resolved_at: 1 }).execute(),
    );
    await post();
    expect(await caseNow()).toMatchObject({ status: "resolved", resolution: "spam", cycle: 1 });
  });
});

describe("who decides about words", () => {
  test("reads beside them what was written after they were submitted, and nothing that was there before", async () => {
    const draft = await desk.draft(undefined, story.storyId);
    await theyPost(copy);
    const reply = await desk.submit(draft);
    expect((await review(reply)).wroteAgain).toEqual([]);
    const id = await theyPost();
    await theyPost(copy);
    const at = desk.parts.clock.now() - 3 * minute;
    const text = "And now they took the money twice";
    expect((await review(reply)).wroteAgain).toEqual([{ id, at, author: "Dorrit Hask", text, storyId: null }]);
    const approved = await desk.approve(reply);
    expect((await review(approved)).wroteAgain).toHaveLength(1);
    await post();
    expect((await review(approved)).wroteAgain).toEqual([]);
  });

  test("is asked once before the submit, and the words answer what was read", async () => {
    const draft = await desk.draft(undefined, story.storyId);
    const id = await theyPost();
    await expect(desk.submit(draft)).rejects.toMatchObject({ code: "answered-meanwhile", params: { count: 1 } });
    const unread = await desk.handlers["replies.meanwhile"]({ replyId: draft.id }, desk.ines);
    expect(unread).toMatchObject([{ kind: "wrote", id, storyId: story.storyId, author: "Dorrit Hask", by: null }]);
    const reply = await desk.handlers["replies.submit"]({ ...desk.on(draft), seen: [id] }, desk.ines);
    await desk.approve(reply);
    await post();
    expect(await caseNow()).toMatchObject({ status: "resolved", cycle: 1 });
  });

  test("reads what was said in the same conversation, though it has a case of its own", async () => {
    const reply = await submitted();
    desk.parts.clock.advance(minute);
    const other = await desk.story();
    const at = desk.parts.clock.now();
    await joinConversation([story.storyRowId, other.storyRowId]);
    expect((await review(reply)).wroteAgain).toMatchObject([{ at, storyId: other.storyId }]);
    await desk.approve(reply);
    await post();
    const cases = await desk.parts.store.read
      .selectFrom("desk_case")
      .select(["status", "cycle"])
      .orderBy("id")
      .execute();
    expect(cases).toEqual([
      { status: "resolved", cycle: 1 },
      { status: "new", cycle: 1 },
    ]);
  });
});

/** What these stories hold was said in one thread. */
async function joinConversation(storyRowIds: readonly number[]): Promise<void> {
  await desk.parts.store.write(async (trx) => {
    const { id } = await trx
      .insertInto("conversation")
      .values({ public_id: "c", network: "bluesky", root_remote_id: "r", account_id: null, root_gone_at: null })
      .returning("id")
      .executeTakeFirstOrThrow();
    const items = await trx.selectFrom("mention").select("id").where("story_id", "in", storyRowIds).execute();
    for (const item of items)
      await trx
        .insertInto("message")
        .values({
          ...{ conversation_id: id, network: "bluesky", remote_id: `m${item.id}`, parent_remote_id: null },
          ...{ direction: "in", author: null, handle: "dorrit", text: "", lang: null, url: null, posted_at: 1 },
          ...{ seen_at: 1, read_at: null, gone_at: null, item_id: item.id, reply_id: null },
        })
        .execute();
  });
}
