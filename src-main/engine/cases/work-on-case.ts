import { Refusal } from "../../contract/refusal.ts";
import { openCase } from "../../domain/cases/transitions.ts";
import type { Act } from "../commands.ts";
import type { Call, CallPerson } from "../handlers.ts";
import { missingFrom } from "../../domain/kpi/handle-time.ts";
import { activityWithin, insertActivity } from "../store/activity.ts";
import { casesOfStories, type CaseRecord } from "../store/case.ts";
import { insertNote } from "../store/note.ts";
import type { Db, Trx } from "../store/open.ts";
import { storiesById, type StoryRecord } from "../store/story-act.ts";
import { changeCases } from "./change-cases.ts";

const longestSpanMs = 10 * 60_000;

/** The first look of a cycle at a case sets first-opened and status open; answers the story's version afterwards. */
export async function openStory(act: Act, storyId: string): Promise<number> {
  const { story, record } = await takeStory(act.trx, storyId);
  if (!record || record.state.status === "resolved" || record.state.firstOpenedAt !== null) return story.version;
  await changeCases(act, [{ record, kind: "case.opened", state: openCase(record.state, act.at) }]);
  return story.version + 1;
}

/** Adds a note that only the desk sees. Refusal: not-found for a story without a case. */
export async function addNote(
  act: Act,
  { storyId, text, call }: { readonly storyId: string; readonly text: string; readonly call: Call },
): Promise<string> {
  const person = signedIn(call);
  const { record } = await takeStory(act.trx, storyId);
  if (!record) throw new Refusal("not-found", { what: "case" });
  const id = act.newId();
  await insertNote(act.trx, { id, caseRowId: record.rowId, personRowId: person.rowId, at: act.at, text });
  await act.record({
    kind: "case.noted",
    subjectId: record.id,
    cycle: record.state.cycle,
    payload: { story: storyId, note: id, text },
  });
  return id;
}

/**
 * Records focused work, cut to ten minutes, to what lies in the past and to what was not recorded before. Not an event:
 * it says how long, not what.
 */
export async function recordActivity(
  trx: Trx,
  {
    storyId,
    from,
    to,
    now,
    call,
  }: {
    readonly storyId: string;
    readonly from: number;
    readonly to: number;
    readonly now: number;
    readonly call: Call;
  },
): Promise<void> {
  const person = signedIn(call);
  const { record } = await takeStory(trx, storyId);
  if (!record) return;
  const of = { caseRowId: record.rowId, personRowId: person.rowId };
  const end = Math.min(to, now);
  const span = { from: Math.max(from, end - longestSpanMs), to: end };
  const known = await activityWithin(trx, { ...of, ...span });
  for (const part of missingFrom(known, span)) await insertActivity(trx, { ...of, ...part });
}

export async function takeStory(
  trx: Db,
  storyId: string,
): Promise<{ readonly story: StoryRecord; readonly record: CaseRecord | null }> {
  const [story] = await storiesById(trx, [storyId]);
  if (!story) throw new Refusal("not-found", { what: "story" });
  return { story, record: (await casesOfStories(trx, [story.rowId])).get(story.rowId) ?? null };
}

function signedIn({ person }: Call): CallPerson {
  if (!person) throw new Refusal("sign-in-first");
  return person;
}
