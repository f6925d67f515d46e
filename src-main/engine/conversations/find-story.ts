import { namesOfPost } from "../../domain/conversations/post-names.ts";
import { hasSaidInStory, storyOfItem, storyOfReply } from "../store/message-story.ts";
import { messageByNames, messagesOf, type MessageRecord } from "../store/message.ts";
import type { Db } from "../store/open.ts";

/** No thread is deeper; a ring of parents, which no network gives, ends here. */
const deepest = 100;

/**
 * The story that a post answers: of the reply of ours that stands above it in its thread, else of one that was posted to its
 * author in the same conversation before. Null = it answers nothing of ours.
 */
export async function storyOfAnswer(db: Db, message: MessageRecord): Promise<number | null> {
  if (message.direction === "out") return null;
  const above = await oursAbove(db, message);
  if (above) return storyThatWasAnswered(db, above);
  if (message.handle === null) return null;
  const all = await messagesOf(db, message.conversationRowId);
  const before = all.filter(({ replyRowId, postedAt }) => replyRowId !== null && postedAt <= message.postedAt);
  for (const ours of before.toReversed()) {
    const storyRowId = await storyThatWasAnswered(db, ours);
    const { handle, network } = message;
    if (storyRowId !== null && (await hasSaidInStory(db, { storyRowId, handle, network }))) return storyRowId;
  }
  return null;
}

async function oursAbove(db: Db, message: MessageRecord): Promise<MessageRecord | null> {
  let parentId = message.parentId;
  for (let depth = 0; parentId !== null && depth < deepest; depth += 1) {
    const parent: MessageRecord | null = await messageByNames(db, namesOfPost({ id: parentId }));
    if (parent === null) return null;
    if (parent.replyRowId !== null) return parent;
    parentId = parent.parentId;
  }
  return null;
}

/** Where its case is; where that story was put into another one, where what we answered counts now. */
async function storyThatWasAnswered(db: Db, { replyRowId, parentId }: MessageRecord): Promise<number | null> {
  const own = replyRowId === null ? null : await storyOfReply(db, replyRowId);
  if (own !== null || parentId === null) return own;
  const parent = await messageByNames(db, namesOfPost({ id: parentId }));
  return parent?.itemRowId == null ? null : storyOfItem(db, parent.itemRowId);
}
