import type { Act } from "../commands.ts";
import { purgeItems } from "../store/item.ts";
import { deleteMentions, mentionStates, mentionsOfStory } from "../store/mention.ts";
import { unindexMentions } from "../store/search.ts";
import { countedOf } from "../store/slot.ts";
import { markPurged } from "../store/source-retention.ts";
import { removeStories } from "../store/story-shell.ts";
import { storiesByRow } from "../store/story.ts";
import { shrinkStory } from "./drop-mentions.ts";

/**
 * Deletes mentions for good, with their items. What they were counted as stays in the counts, and their keys stay so that
 * feeds cannot bring them back. Only for mentions that nobody worked on: no story of theirs has a case.
 */
export async function purgeMentions(act: Act, rowIds: readonly number[]): Promise<void> {
  if (rowIds.length === 0) return;
  const states = await mentionStates(act.trx, rowIds);
  const storyRows = [...new Set([...states.values()].map(({ storyRowId }) => storyRowId))];
  const stories = await storiesByRow(act.trx, storyRows);
  await markPurged(act.trx, rowIds);
  await unindexMentions(act.trx, rowIds);
  await deleteMentions(act.trx, rowIds);
  for (const [rowId, story] of stories) {
    const staying = await mentionsOfStory(act.trx, rowId);
    const counted = await countedOf(act.trx, staying);
    const sentiments = staying.flatMap((id) => counted.get(id)?.sentiment ?? []);
    if (staying.length === 0) await removeStories(act.trx, [rowId]);
    else await shrinkStory(act, { story, staying, sentiments });
  }
  await purgeItems(act.trx, rowIds, act.at);
}
