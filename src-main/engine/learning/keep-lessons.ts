import type { Settings } from "../../contract/methods/settings.ts";
import type { Bucket, SentimentLabel } from "../../contract/values.ts";
import type { Act } from "../commands.ts";
import type { Call } from "../handlers.ts";
import { headsOfStories, insertLessons } from "../store/lesson.ts";

type Taught<Said, Story> = { readonly call: Call; readonly stories: readonly Story[]; readonly said: Said };
type StoryRow = { readonly rowId: number };

/**
 * Keeps a correction as something to learn from: one for each story, about its first mention, because its copies say the same and would only
 * count twice.
 */
export async function keepCorrections(
  act: Act,
  { call, stories, said, brand }: Taught<SentimentLabel, StoryRow> & { readonly brand: Settings["brand"] },
): Promise<void> {
  const heads = await headsOfStories(
    act.trx,
    stories.map(({ rowId }) => rowId),
  );
  const names = [...brand.names, ...brand.misspellings, ...brand.rivals];
  await insertLessons(
    act.trx,
    [...heads.values()].map(({ itemRowId, itemVersion, slot }) => ({
      ...{ id: act.newId(), kind: "sentiment" as const, itemRowId, itemVersion, names, was: slot, said },
      ...{ at: act.at, byRowId: call.person?.rowId ?? null, batchId: act.batchId },
    })),
  );
}

/** Keeps a move to a bucket as something to learn from; a story that was confirmed where it stood teaches too. */
export async function keepMoves(
  act: Act,
  { call, stories, said }: Taught<Bucket, StoryRow & { readonly bucket: Bucket }>,
): Promise<void> {
  const heads = await headsOfStories(
    act.trx,
    stories.map(({ rowId }) => rowId),
  );
  const lessons = stories.flatMap(({ rowId, bucket }) => {
    const head = heads.get(rowId);
    return head ? [{ itemRowId: head.itemRowId, itemVersion: head.itemVersion, was: bucket }] : [];
  });
  await insertLessons(
    act.trx,
    lessons.map((lesson) => ({
      ...{ id: act.newId(), kind: "routing" as const, names: [], said, ...lesson },
      ...{ at: act.at, byRowId: call.person?.rowId ?? null, batchId: act.batchId },
    })),
  );
}
