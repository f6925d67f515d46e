import type { WallSnapshot } from "../../contract/methods/wallboard.ts";
import type { Network } from "../../contract/values.ts";
import { excerptOf } from "../../domain/cases/excerpt.ts";
import type { Db } from "../store/open.ts";
import { type TopStory, topStories, watchesOfMentions } from "../store/wallboard.ts";

const storiesShown = 5;
/** What is printed there is meant for everybody; all else is what a private person said. */
const pressNetworks: readonly Network[] = ["news", "blog", "podcast"];

/**
 * The most copied stories. Without names a wall shows headlines of the press only, the handles and mail addresses in them left out; of what
 * private persons said, or told us, it shows what it is about.
 */
export async function readTopStories(
  db: Db,
  { since, names }: { readonly since: number; readonly names: boolean },
): Promise<WallSnapshot["topStories"]> {
  const stories = await topStories(db, { since, limit: storiesShown });
  const watches = await watchesOfMentions(
    db,
    stories.map(({ headId }) => headId),
  );
  return stories.map((story) => ({
    id: story.id,
    title: titleOf(story, names),
    watch: withoutHandles(watches.find(({ mentionId }) => mentionId === story.headId)?.name ?? null, names),
    network: story.network,
    copies: story.copies,
    sentiment: story.sentiment,
  }));
}

function titleOf({ title, text, network, kind }: TopStory, names: boolean): string | null {
  if (names) return title ?? excerptOf(text, []).excerpt;
  return kind === "feed" && pressNetworks.includes(network) ? withoutHandles(title, names) : null;
}

function withoutHandles(words: string | null, names: boolean): string | null {
  return names || words === null ? words : words.replace(/[\p{L}\p{N}_.+-]*[@＠][\p{L}\p{N}_.@-]+/gu, "@…");
}
