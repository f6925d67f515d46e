import type { Settings } from "../../contract/methods/settings.ts";
import { rejoinStory } from "../cases/queue-story.ts";
import type { Act } from "../commands.ts";
import { storyOfItem, untouchedStory } from "../store/message-story.ts";
import { messagesOf, type MessageRecord } from "../store/message.ts";
import { hasLeftStory, markAnswer } from "../store/story-member.ts";
import { storiesByRow } from "../store/story.ts";
import { storiesById } from "../store/story-act.ts";
import { joinStories } from "../stories/join-stories.ts";
import { storyOfAnswer } from "./find-story.ts";

/**
 * Brings answers to us that came before we knew what they answer into the story that they belong to: they stood alone until
 * their parent was seen. What somebody has begun to answer there stays.
 */
export async function settleConversations(act: Act, settings: Settings, rowIds: Iterable<number>): Promise<void> {
  for (const rowId of new Set(rowIds)) {
    const messages = await messagesOf(act.trx, rowId);
    // Where nothing of ours stands, there is nothing to answer.
    if (!messages.some(({ replyRowId }) => replyRowId !== null)) continue;
    for (const message of messages) await settleAnswer(act, settings, message);
  }
}

async function settleAnswer(act: Act, settings: Settings, message: MessageRecord): Promise<void> {
  if (message.direction === "out" || message.itemRowId === null) return;
  const from = await storyOfItem(act.trx, message.itemRowId);
  const into = from === null ? null : await storyOfAnswer(act.trx, message);
  if (from === null || into === null || from === into) return;
  // A person said that it does not belong there.
  if (await hasLeftStory(act.trx, { storyRowId: into, mentionRowId: message.itemRowId })) return;
  const stray = await untouchedStory(act.trx, from);
  const story = (await storiesByRow(act.trx, [into])).get(into);
  const [home] = story ? await storiesById(act.trx, [story.id]) : [];
  if (!stray || !home) return;
  await joinStories(act, { settings, into: { id: home.id, version: home.version }, stories: [stray] });
  await markAnswer(act.trx, { storyRowId: into, mentionRowId: message.itemRowId });
  await rejoinStory(act, settings, { storyRowId: into, at: act.at });
}
