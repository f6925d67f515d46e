import type { NewEvent } from "../../domain/events.ts";
import type { Act } from "../commands.ts";
import type { StoredEvent } from "../store/event-log.ts";
import { saveStoryCopies } from "../store/story.ts";
import type { StoryRecord } from "../store/story-act.ts";
import { enterStories, forgetMoves, membersOf, placeMembers, type Member } from "../store/story-member.ts";
import { mentionRowsOf } from "../store/story-shell.ts";
import { mostCopies } from "./limits.ts";
import { placeOf, shownBy, type SaidShape } from "./story-shape.ts";

type Restore = {
  readonly stories: ReadonlyMap<string, StoryRecord>;
  readonly events: readonly StoredEvent[];
  readonly batchId: string;
};

export type RestoredCopies = {
  readonly events: readonly NewEvent[];
  /** Stories that the act began: without a copy now, to be removed once their cases are. */
  readonly begun: readonly number[];
};

type SplitBefore = SaidShape & { readonly first: string | null };
type SplitAfter = { readonly apart: readonly { readonly mention: string; readonly story: string }[] };
type JoinBefore = SaidShape & {
  readonly mentions: readonly { readonly mention: string; readonly isFirst: boolean }[];
};

/** Puts copies back into the stories that they were taken out of, or that a person put into another one. */
export async function restoreCopies(act: Act, restore: Restore): Promise<RestoredCopies> {
  const { events, batchId } = restore;
  const begun: number[] = [];
  for (const event of events) {
    if (event.kind === "story.split") begun.push(...(await putBackTogether(act, restore, event)));
    if (event.kind === "story.put_into") await takeOutAgain(act, restore, event);
  }
  // Last, when every copy is back: what the story looked like before others were put into it.
  for (const event of events) if (event.kind === "story.joined") await showAsBefore(act, restore, event);
  return { events: events.map((event) => restoredEvent(event, batchId)), begun };
}

async function putBackTogether(act: Act, { stories }: Restore, event: StoredEvent): Promise<readonly number[]> {
  const story = stories.get(event.subjectId);
  if (!story) return [];
  // Written by splitStory, whose payload has these halves.
  const before = event.payload?.["before"] as SplitBefore;
  const { apart } = (event.payload?.["after"] ?? { apart: [] }) as SplitAfter;
  const begun = apart.flatMap(({ story: id }) => stories.get(id)?.rowId ?? []);
  const takenOut = new Set(apart.map(({ mention }) => mention));
  const away = await membersOf(act.trx, { storyRowIds: begun, limit: mostCopies });
  const staying = await membersOf(act.trx, { storyRowIds: [story.rowId], limit: mostCopies });
  const back = away.map((member) => ({ rowId: member.rowId, storyRowId: story.rowId }));
  const original = away.filter(({ id }) => takenOut.has(id));
  await forgetMoves(act.trx, {
    entered: original.map(({ rowId, storyRowId }) => ({ rowId, storyRowId })),
    left: original.map(({ rowId }) => ({ rowId, storyRowId: story.rowId })),
  });
  // What joined a story meanwhile comes along with it.
  await enterStories(
    act.trx,
    back.filter(({ rowId }) => !original.some((member) => member.rowId === rowId)),
    act.at,
  );
  const all = [...away, ...staying];
  const first = all.find(({ id }) => id === before.first) ?? staying[0] ?? away[0];
  await placeMembers(
    act.trx,
    all.map((member) => ({
      ...member,
      storyRowId: story.rowId,
      bucket: story.bucket,
      isFirst: member.rowId === first?.rowId,
    })),
  );
  await show(act, { rowId: story.rowId, members: all, before });
  return begun;
}

async function takeOutAgain(act: Act, { stories }: Restore, event: StoredEvent): Promise<void> {
  const story = stories.get(event.subjectId);
  const into = stories.get(String(event.payload?.["into"]));
  if (!story || !into) return;
  // Written by joinStories, whose payload has this half.
  const before = event.payload?.["before"] as JoinBefore;
  const wasFirst = new Map(before.mentions.map(({ mention, isFirst }) => [mention, isFirst]));
  const members = await membersOf(act.trx, { storyRowIds: [into.rowId], limit: mostCopies });
  const going = members.filter(({ id }) => wasFirst.has(id));
  await forgetMoves(act.trx, {
    entered: going.map(({ rowId }) => ({ rowId, storyRowId: into.rowId })),
    left: going.map(({ rowId }) => ({ rowId, storyRowId: story.rowId })),
  });
  await placeMembers(
    act.trx,
    going.map((member) => ({
      ...member,
      storyRowId: story.rowId,
      bucket: story.bucket,
      isFirst: wasFirst.get(member.id) ?? false,
    })),
  );
  await show(act, { rowId: story.rowId, members: going, before });
}

async function showAsBefore(act: Act, { stories }: Restore, event: StoredEvent): Promise<void> {
  const story = stories.get(event.subjectId);
  if (!story) return;
  const members = await membersOf(act.trx, { storyRowIds: [story.rowId], limit: mostCopies });
  // Written by joinStories, whose payload has this half.
  await show(act, { rowId: story.rowId, members, before: event.payload?.["before"] as SaidShape });
}

/** Exactly what it showed before; or, where other copies came or went meanwhile, what its copies show together now. */
async function show(
  act: Act,
  {
    rowId,
    members,
    before,
  }: { readonly rowId: number; readonly members: readonly Member[]; readonly before: SaidShape },
): Promise<void> {
  const heads = await mentionRowsOf(act.trx, before.head === null ? [] : [before.head]);
  const now = await placeOf(act.trx, rowId);
  const headId = heads.get(before.head ?? "") ?? now.headId;
  const byArrival = members.toSorted((a, b) => a.rowId - b.rowId);
  const shape = members.length === before.copies ? { ...before, headId } : shownBy(byArrival, { ...before, headId });
  await saveStoryCopies(act.trx, { rowId, ...shape });
}

function restoredEvent(event: StoredEvent, batchId: string): NewEvent {
  const { payload } = event;
  return {
    kind: "story.restored",
    subjectId: event.subjectId,
    payload: {
      undoes: batchId,
      was: event.kind,
      before: payload?.["after"] ?? null,
      after: payload?.["before"] ?? null,
    },
  };
}
