import type { NewEvent } from "../../domain/events.ts";
import type { Act } from "../commands.ts";
import type { StoredEvent } from "../store/event-log.ts";
import { saveWords } from "../store/label.ts";
import type { StoryRecord } from "../store/story-act.ts";
import { saveScripts } from "../store/story-script.ts";
import { restoredEvent } from "./restore-stories.ts";

type Restore = {
  readonly stories: ReadonlyMap<string, StoryRecord>;
  readonly events: readonly StoredEvent[];
  readonly batchId: string;
};

/** Puts back the labels and the suggested scripts of stories. Their versions are counted up by the undo itself. */
export async function restoreMarks(act: Act, { stories, events, batchId }: Restore): Promise<readonly NewEvent[]> {
  // Written by labelStories and setScripts, whose payloads have these halves.
  const labelled = events.filter(({ kind }) => kind === "story.labelled");
  await saveWords(
    act.trx,
    labelled.flatMap(({ subjectId, payload }) => {
      const story = stories.get(subjectId);
      return story ? [{ rowId: story.rowId, words: payload?.["before"] as readonly string[] }] : [];
    }),
  );
  const scripted = events.filter(({ kind }) => kind === "story.script_set");
  await saveScripts(
    act.trx,
    scripted.flatMap(({ subjectId, payload }) => {
      const story = stories.get(subjectId);
      return story ? [{ rowId: story.rowId, script: payload?.["before"] as string | null }] : [];
    }),
  );
  return events.map((event) => restoredEvent(event, batchId));
}
