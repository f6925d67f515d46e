import type { Act } from "../commands.ts";
import { mentionsOfStory } from "../store/mention.ts";
import { countedOf } from "../store/slot.ts";
import { joinedSentiment, saveStoryTone } from "../store/story.ts";

/** Lets a story show again what its mentions say together, after the words of one of them changed. */
export async function refreshTone(act: Act, storyRowId: number): Promise<void> {
  const members = await countedOf(act.trx, await mentionsOfStory(act.trx, storyRowId));
  const [first, ...rest] = [...members.values()].map(({ sentiment }) => sentiment);
  // What counts no more shows what it said last.
  if (first !== undefined) await saveStoryTone(act.trx, storyRowId, rest.reduce(joinedSentiment, first));
}
