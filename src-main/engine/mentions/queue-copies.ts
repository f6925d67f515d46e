import type { Settings } from "../../contract/methods/settings.ts";
import { openCases, rejoinStory, wakeAuthors } from "../cases/queue-story.ts";
import type { Act } from "../commands.ts";
import { casesOfStories } from "../store/case.ts";
import type { Item } from "../store/item.ts";
import type { Story } from "../store/story.ts";

/** Older items of a backfill only count: nobody waits for an answer to them. */
const backfillQueuesMs = 24 * 60 * 60_000;

type Copy = { readonly item: Item; readonly story: Story };

/** Opens the cases of stories that got a first or another copy; a resolved case begins a new cycle. */
export async function queueCopies(act: Act, settings: Settings, copies: readonly Copy[]): Promise<void> {
  const asking = copies.filter(({ item, story }) => story.bucket !== "analytics" && asksForAnswer(item, act.at));
  // The first copy that asks speaks for its story; later ones of the same batch change nothing.
  const firsts = [...Map.groupBy(asking, ({ story }) => story.rowId).values()].flatMap(([first]) => first ?? []);
  await wakeAuthors(act, authorsOf(copies.filter(({ item }) => asksForAnswer(item, act.at))));
  const cases = await casesOfStories(
    act.trx,
    firsts.map(({ story }) => story.rowId),
  );
  for (const { story } of firsts) {
    if (cases.has(story.rowId)) await rejoinStory(act, settings, { storyRowId: story.rowId, at: act.at });
  }
  // All at once: one by one, a hundred of them would hold up everybody.
  await openCases(
    act,
    settings,
    firsts.flatMap(({ item, story }) => (cases.has(story.rowId) ? [] : [queuedStory(item, story, act.at)])),
  );
}

function authorsOf(copies: readonly Copy[]) {
  return copies.flatMap(({ item: { network, handle } }) => (handle === null ? [] : [{ network, handle }]));
}

function asksForAnswer(item: Item, at: number): boolean {
  return !item.backfill || item.publishedAt > at - backfillQueuesMs;
}

function queuedStory(item: Item, story: Story, at: number) {
  const { bucket, urgency } = story;
  const { publishedAt, author, handle, network } = item;
  return {
    storyRowId: story.rowId,
    storyId: story.id,
    bucket,
    urgency,
    queuedAt: at,
    publishedAt,
    author,
    handle,
    network,
  };
}
