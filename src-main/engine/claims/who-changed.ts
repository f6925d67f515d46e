import type { RefusalParams } from "../../contract/refusal.ts";
import { sayEvent } from "../../domain/cases/timeline.ts";
import type { Call } from "../handlers.ts";
import { namedStories } from "../departments/named-stories.ts";
import { casesOfStories } from "../store/case.ts";
import type { Db } from "../store/open.ts";
import { storiesById } from "../store/story-act.ts";
import { timelineOf } from "../store/timeline.ts";
import { repliesOfCase } from "../replies/reply-view.ts";

/** What was done longer ago is not why somebody came second. */
const recentMs = 10 * 60_000;
/** Stories of one act that are looked at: the newest change of a thousand would take long and say no more. */
const mostLookedAt = 20;

/**
 * Who did what to the stories of a refused act, as parameters for its words: `who` and `says` (a key of the catalogue)
 * with the parameters of `says`. Nothing when nobody else did anything of late.
 */
export async function whoChanged(
  db: Db,
  { input, call, now }: { readonly input: unknown; readonly call: Call; readonly now: number },
): Promise<RefusalParams> {
  const ids = (await namedStories(db, input)).slice(0, mostLookedAt);
  const changes = (await Promise.all(ids.map((id) => newestChange(db, id)))).flat();
  const others = changes.filter(({ at, byId }) => now - at <= recentMs && byId !== null && byId !== call.person?.id);
  const newest = others.toReversed().toSorted((one, other) => other.at - one.at)[0];
  return newest ? { ...newest.says.params, who: newest.by, says: newest.says.code, at: newest.at } : {};
}

async function newestChange(db: Db, storyId: string) {
  const [story] = await storiesById(db, [storyId]);
  if (!story) return [];
  const record = (await casesOfStories(db, [story.rowId])).get(story.rowId) ?? null;
  const replies = record ? await repliesOfCase(db, record.rowId) : [];
  const events = await timelineOf(db, { storyId, caseId: record?.id ?? null, replyIds: replies.map(({ id }) => id) });
  const done = events.flatMap(({ at, by, byId, kind, payload }) => {
    const says = sayEvent(kind, payload);
    return says ? [{ at, by, byId, says }] : [];
  });
  // Typing is no event, but it changes a draft.
  const typed = replies.flatMap(({ savedBy, savedAt }) =>
    savedBy ? [{ at: savedAt, by: savedBy.name, byId: savedBy.id, says: { code: "together.typed", params: {} } }] : [],
  );
  return [...done, ...typed];
}
