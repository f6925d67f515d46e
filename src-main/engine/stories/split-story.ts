import type { Settings } from "../../contract/methods/settings.ts";
import { Refusal } from "../../contract/refusal.ts";
import type { Versioned } from "../../contract/values.ts";
import { openCases } from "../cases/queue-story.ts";
import type { Act } from "../commands.ts";
import { countStoriesUp, type CaseRecord } from "../store/case.ts";
import { nextStoryRow, saveStoryCopies } from "../store/story.ts";
import { copyStory } from "../store/story-shell.ts";
import { enterStories, leaveStories, membersOf, placeMembers, type Member } from "../store/story-member.ts";
import { takeStories } from "../triage/take-stories.ts";
import { placeOf, shownBy } from "./story-shape.ts";
import { mostCopies } from "./limits.ts";

type Split = {
  readonly settings: Settings;
  readonly story: Versioned;
  readonly mentionIds: readonly string[];
};

/**
 * Takes copies out of a story. Each becomes a story of its own that stands where the old one stands, for the same reason;
 * where that waits for an answer, so does each, from when it first waited. Answers how many stories there are now of it.
 */
export async function splitStory(act: Act, { settings, story: wanted, mentionIds }: Split): Promise<number> {
  const [taken] = await takeStories(act, [wanted]);
  if (!taken) throw new Refusal("not-found", { what: "story" });
  const { story, record } = taken;
  const members = await membersOf(act.trx, { storyRowIds: [story.rowId], limit: mostCopies + 1 });
  if (members.length > mostCopies) throw new Refusal("story-too-large", { most: mostCopies });
  const named = new Set(mentionIds);
  if ([...named].some((id) => !members.some((member) => member.id === id)))
    throw new Refusal("not-found", { what: "mention" });
  const shown = await placeOf(act.trx, story.rowId);
  // Somebody has to stay: where all are named, the one that stands for the story.
  const areAll = named.size === members.length;
  const leaving = members.filter(({ id, rowId }) => named.has(id) && !(areAll && rowId === shown.headId));
  if (leaving.length === 0) throw new Refusal("nothing-to-split");
  const staying = members.filter((member) => !leaving.includes(member));

  let rowId = await nextStoryRow(act.trx);
  const apart = leaving.map((member) => ({ member, rowId: rowId++, id: act.newId() }));
  for (const one of apart) await copyStory(act.trx, { from: story.rowId, ...one });
  await leaveStories(act.trx, leaving, act.at);
  await enterStories(
    act.trx,
    apart.map((one) => ({ rowId: one.member.rowId, storyRowId: one.rowId })),
    act.at,
  );
  const [heir] = staying;
  const losesFirst = leaving.some((member) => member.isFirst) && heir !== undefined;
  await placeMembers(act.trx, [
    ...(losesFirst ? [{ ...heir, isFirst: true }] : []),
    ...apart.map((one) => ({ ...one.member, storyRowId: one.rowId, isFirst: true })),
  ]);
  await saveStoryCopies(act.trx, { rowId: story.rowId, ...shownBy(staying, shown) });
  await countStoriesUp(act.trx, [story.rowId]);
  await act.record(
    {
      kind: "story.split",
      subjectId: story.id,
      payload: {
        storyVersion: story.version + 1,
        copies: leaving.length,
        before: { ...shown.said, first: members.find((member) => member.isFirst)?.id ?? null },
        after: { apart: apart.map((one) => ({ mention: one.member.id, story: one.id })) },
      },
    },
    ...apart.map((one) => ({
      kind: "story.taken_out" as const,
      subjectId: one.id,
      payload: { storyVersion: 1, from: story.id, mention: one.member.id },
    })),
  );
  await queueApart(act, { settings, bucket: story.bucket, urgency: story.urgency, record, apart });
  return apart.length + 1;
}

type Apart = { readonly member: Member; readonly rowId: number; readonly id: string };

async function queueApart(
  act: Act,
  {
    settings,
    bucket,
    urgency,
    record,
    apart,
  }: {
    readonly settings: Settings;
    readonly bucket: Member["bucket"];
    readonly urgency: Parameters<typeof openCases>[2][number]["urgency"];
    readonly record: CaseRecord | null;
    readonly apart: readonly Apart[];
  },
): Promise<void> {
  // What was only counted is only counted apart, too.
  if (!record || bucket === "analytics") return;
  const isOpen = record.state.status !== "resolved";
  await openCases(
    act,
    settings,
    apart.map(({ member, rowId, id }) => ({
      storyRowId: rowId,
      storyId: id,
      storyVersion: 1,
      bucket,
      urgency,
      // Being taken apart does not restart a clock that runs.
      queuedAt: isOpen ? Math.max(record.state.queuedAt, member.firstSeenAt) : act.at,
      publishedAt: member.publishedAt,
      author: member.author,
      handle: member.handle,
      network: member.network,
    })),
  );
}
