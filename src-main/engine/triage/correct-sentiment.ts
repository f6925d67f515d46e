import type { Settings } from "../../contract/methods/settings.ts";
import type { SentimentLabel, Versioned } from "../../contract/values.ts";
import type { Act } from "../commands.ts";
import type { Call } from "../handlers.ts";
import { keepCorrections } from "../learning/keep-lessons.ts";
import { recount } from "../store/slot.ts";
import { mentionsOfStories, setStorySentiments, setVerdicts, type Verdict } from "../store/story-act.ts";
import { takeStories } from "./take-stories.ts";

/** A person's verdict has no shades: the end of the scale, and certain. */
const scoreOf: Readonly<Record<SentimentLabel, number>> = { negative: -1, neutral: 0, positive: 1 };

/** Corrects the sentiment of all mentions of stories; the counts follow, and later words of the model do not undo it. */
export async function correctSentiment(
  act: Act,
  {
    settings,
    call,
    stories,
    label,
  }: {
    readonly settings: Settings;
    readonly call: Call;
    readonly stories: readonly Versioned[];
    readonly label: SentimentLabel;
  },
): Promise<number> {
  const taken = await takeStories(act, stories);
  // Before the counts move: a lesson names what the desk thought before.
  await keepCorrections(act, { call, stories: taken.map(({ story }) => story), said: label, brand: settings.brand });
  const mentions = await mentionsOfStories(
    act.trx,
    taken.map(({ story }) => story.rowId),
  );
  const verdict: Verdict = { label, score: scoreOf[label], confidence: 1, correctedBy: call.person?.id ?? null };
  await setVerdicts(
    act.trx,
    mentions.map(({ rowId }) => ({ rowId, verdict })),
  );
  await recount(
    act.trx,
    mentions.map(({ rowId }) => rowId),
    { sentiment: label },
  );
  await setStorySentiments(
    act.trx,
    taken.map(({ story }) => ({ rowId: story.rowId, sentiment: label })),
  );
  const byStory = Map.groupBy(mentions, (mention) => mention.storyRowId);
  await act.record(
    ...taken.map(({ story }) => ({
      kind: "story.sentiment_corrected" as const,
      subjectId: story.id,
      payload: {
        storyVersion: story.version + 1,
        label,
        before: {
          sentiment: story.sentiment,
          mentions: (byStory.get(story.rowId) ?? []).map(({ id, slot, verdict: was }) => ({ id, slot, ...was })),
        },
        after: { sentiment: label, slot: label, ...verdict },
      },
    })),
  );
  return taken.length;
}
