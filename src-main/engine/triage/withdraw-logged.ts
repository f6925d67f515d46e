import type { Act } from "../commands.ts";
import { dropFromStory } from "../mentions/drop-mentions.ts";
import { casesOfStories, countStoriesUp } from "../store/case.ts";
import { restorePaths } from "../private-path/restore-paths.ts";
import type { StoredEvent } from "../store/event-log.ts";
import { itemsByRow, purgeItems } from "../store/item.ts";
import { mentionsOfStory } from "../store/mention.ts";
import { deleteNotes } from "../store/note.ts";
import { mentionRowsOf } from "../store/story-shell.ts";
import { storiesById } from "../store/story-act.ts";
import { storiesByRow } from "../store/story.ts";
import { restoreCases, storyIdOf } from "./restore-cases.ts";
import { restoreMoves } from "./restore-stories.ts";
import { staleStories } from "./take-stories.ts";

type Withdrawal = {
  readonly logged: StoredEvent;
  /** All events of the act. */
  readonly events: readonly StoredEvent[];
  readonly batchId: string;
};

/**
 * Takes back a mention that was entered by mistake: its case, its note and its picture go, its counts are as before, and
 * a story that it had joined is what it was. Refusal: stale { ids } when somebody went on with the story since.
 */
export async function withdrawLogged(act: Act, { logged, events, batchId }: Withdrawal): Promise<void> {
  const storyId = logged.subjectId;
  const [record] = await storiesById(act.trx, [storyId]);
  if (!record || record.version !== Number(logged.payload?.["storyVersion"])) throw staleStories([storyId]);
  const own = events.filter((event) => event.seq !== logged.seq && storyIdOf(event) === storyId);
  const notes = own.flatMap(({ kind, payload }) => (kind === "case.noted" ? [String(payload?.["note"])] : []));
  await deleteNotes(act.trx, notes);
  await restoreTheCase(act, { own, storyRowId: record.rowId, batchId });
  const story = (await storiesByRow(act.trx, [record.rowId])).get(record.rowId);
  const mentionId = String(logged.payload?.["mention"]);
  const itemRow = (await mentionRowsOf(act.trx, [mentionId])).get(mentionId);
  if (!story || itemRow === undefined) throw staleStories([storyId]);
  if (story.copies > 1) {
    const moved = own.filter(({ kind }) => kind === "story.moved");
    await act.record(...(await restoreMoves(act, { stories: new Map([[storyId, record]]), events: moved, batchId })));
    await countStoriesUp(act.trx, [story.rowId]);
  }
  const moved = (await storiesByRow(act.trx, [record.rowId])).get(record.rowId) ?? story;
  const newestAt = await newestOfOthers(act, { storyRowId: story.rowId, itemRow });
  const left = { ...moved, newestAt: newestAt ?? moved.newestAt };
  await dropFromStory(act, { story: left, record: undefined, going: [itemRow] });
  await purgeItems(act.trx, [itemRow], act.at);
  const { kind, mention } = logged.payload ?? {};
  await act.record({ kind: "mention.withdrawn", subjectId: storyId, payload: { kind, mention, undoes: batchId } });
}

type Others = { readonly storyRowId: number; readonly itemRow: number };

async function newestOfOthers(act: Act, { storyRowId, itemRow }: Others): Promise<number | null> {
  const rows = (await mentionsOfStory(act.trx, storyRowId)).filter((row) => row !== itemRow);
  const times = (await itemsByRow(act.trx, rows)).map((item) => item.publishedAt);
  return times.length === 0 ? null : Math.max(...times);
}

type Step = { readonly own: readonly StoredEvent[]; readonly storyRowId: number; readonly batchId: string };

/** One act may have queued a case and closed it: the last is taken back first, and its private path before the case. */
async function restoreTheCase(act: Act, { own, storyRowId, batchId }: Step): Promise<void> {
  const stepped = own.filter(({ kind }) => kind === "case.private_step");
  await restorePaths(act, { cases: await casesOfStories(act.trx, [storyRowId]), events: stepped });
  const steps = own.filter((event) => event.subjectKind === "case" && event.kind !== "case.noted");
  for (const event of steps.toReversed()) {
    const cases = await casesOfStories(act.trx, [storyRowId]);
    await act.record(...(await restoreCases(act, { cases, events: [event], batchId })));
  }
}
