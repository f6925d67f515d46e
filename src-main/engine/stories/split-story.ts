import type { Settings } from "../../contract/methods/settings.ts";
import { Refusal } from "../../contract/refusal.ts";
import type { Versioned } from "../../contract/values.ts";
import { openCases } from "../cases/queue-story.ts";
import type { Act } from "../commands.ts";
import { countStoriesUp } from "../store/case.ts";
import { nextStoryRow, saveStoryCopies } from "../store/story.ts";
import { enterStories, leaveStories, membersOf, placeMembers, type Member } from "../store/story-member.ts";
import { copyStory } from "../store/story-shell.ts";
import { takeStories, type TakenStory } from "../triage/take-stories.ts";
import { mostCopies } from "./limits.ts";
import { placeOf, shownBy } from "./story-shape.ts";

type Split = {
  readonly settings: Settings;
  readonly story: Versioned;
  readonly mentionIds: readonly string[];
};

/** A copy with the story that it becomes. */
type Apart = { readonly member: Member; readonly rowId: number; readonly id: string };

/**
 * Takes copies out of a story. Each becomes a story of its own that stands where the old one stands, for the same reason;
 * where that waits for an answer, so does each, from when it first waited. Answers how many stories there are now of it.
 */
export async function splitStory(act: Act, { settings, story: wanted, mentionIds }: Split): Promise<number> {
  const [taken] = await takeStories(act, [wanted]);
  if (!taken) throw new Refusal("not-found", { what: "story" });
  const { story } = taken;
  const members = await membersOf(act.trx, { storyRowIds: [story.rowId], limit: mostCopies + 1 });
  if (members.length > mostCopies) throw new Refusal("story-too-large", { most: mostCopies });
  const shown = await placeOf(act.trx, story.rowId);
  const leaving = leavingOf(members, { mentionIds, headId: shown.headId });
  const staying = members.filter((member) => !leaving.includes(member));

  let rowId = await nextStoryRow(act.trx);
  const apart = leaving.map((member): Apart => ({ member, rowId: rowId++, id: act.newId() }));
  for (const one of apart) await copyStory(act.trx, { from: story.rowId, ...one });
  await moveApart(act, { apart, staying });
  await saveStoryCopies(act.trx, { rowId: story.rowId, ...shownBy(staying, shown) });
  await countStoriesUp(act.trx, [story.rowId]);
  const first = members.find((member) => member.isFirst)?.id ?? null;
  await act.record(
    {
      kind: "story.split",
      subjectId: story.id,
      payload: {
        storyVersion: story.version + 1,
        copies: leaving.length,
        before: { ...shown.said, first },
        after: { apart: apart.map((one) => ({ mention: one.member.id, story: one.id })) },
      },
    },
    ...apart.map((one) => ({
      kind: "story.taken_out" as const,
      subjectId: one.id,
      payload: { storyVersion: 1, from: story.id, mention: one.member.id },
    })),
  );
  await queueApart(act, settings, { taken, apart });
  return apart.length + 1;
}

/** Somebody has to stay: where all are named, the one that stands for the story. Refusals: not-found, nothing-to-split. */
function leavingOf(
  members: readonly Member[],
  { mentionIds, headId }: { readonly mentionIds: readonly string[]; readonly headId: number },
): readonly Member[] {
  const named = new Set(mentionIds);
  const found = members.filter(({ id }) => named.has(id));
  if (found.length < named.size) throw new Refusal("not-found", { what: "mention" });
  const leaving = found.length < members.length ? found : found.filter(({ rowId }) => rowId !== headId);
  if (leaving.length === 0) throw new Refusal("nothing-to-split");
  return leaving;
}

async function moveApart(
  act: Act,
  { apart, staying }: { readonly apart: readonly Apart[]; readonly staying: readonly Member[] },
): Promise<void> {
  const members = apart.map(({ member }) => member);
  await leaveStories(act.trx, members, act.at);
  await enterStories(
    act.trx,
    apart.map((one) => ({ rowId: one.member.rowId, storyRowId: one.rowId })),
    act.at,
  );
  const [heir] = staying;
  const inherits = heir !== undefined && members.some((member) => member.isFirst);
  await placeMembers(act.trx, [
    ...(inherits ? [{ ...heir, isFirst: true }] : []),
    ...apart.map((one) => ({ ...one.member, storyRowId: one.rowId, isFirst: true })),
  ]);
}

async function queueApart(
  act: Act,
  settings: Settings,
  { taken, apart }: { readonly taken: TakenStory; readonly apart: readonly Apart[] },
): Promise<void> {
  const { story, record } = taken;
  // What was only counted is only counted apart, too.
  if (!record || story.bucket === "analytics") return;
  const isOpen = record.state.status !== "resolved";
  await openCases(
    act,
    settings,
    apart.map(({ member, rowId, id }) => ({
      storyRowId: rowId,
      storyId: id,
      storyVersion: 1,
      bucket: story.bucket,
      urgency: story.urgency,
      // Being taken apart does not restart a clock that runs.
      queuedAt: isOpen ? Math.max(record.state.queuedAt, member.firstSeenAt) : act.at,
      publishedAt: member.publishedAt,
      author: member.author,
      handle: member.handle,
      network: member.network,
    })),
  );
}
