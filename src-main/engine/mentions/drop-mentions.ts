import { resolveCase } from "../../domain/cases/transitions.ts";
import { changeCases } from "../cases/change-cases.ts";
import type { Act } from "../commands.ts";
import { casesOfStories } from "../store/case.ts";
import type { CaseRecord } from "../store/case.ts";
import { deleteMentions, mentionsOfStory, setFirst } from "../store/mention.ts";
import type { MentionState } from "../store/mention.ts";
import { unindexMentions } from "../store/search.ts";
import { countedOf, writeCounts } from "../store/slot.ts";
import type { CountChange } from "../store/slot.ts";
import { joinedSentiment, saveStoryCopies, storiesByRow } from "../store/story.ts";
import type { Story } from "../store/story.ts";
import { placedByHand } from "../store/story-member.ts";
import { removeStories } from "../store/story-shell.ts";

/** Stops counting mentions that no watch matches any more. Those whose story a person has decided about stay. */
export async function dropMentions(act: Act, mentions: readonly MentionState[]): Promise<number> {
  let dropped = 0;
  const storyRows = [...new Set(mentions.map((mention) => mention.storyRowId))];
  const stories = await storiesByRow(act.trx, storyRows);
  const cases = await casesOfStories(act.trx, storyRows);
  const byHand = await placedByHand(
    act.trx,
    mentions.map(({ rowId }) => rowId),
  );
  for (const [storyRowId, going] of Map.groupBy(mentions, (mention) => mention.storyRowId)) {
    const story = stories.get(storyRowId);
    const record = cases.get(storyRowId);
    if (!story || isDecided(story, record) || going.some(({ rowId }) => byHand.has(rowId))) continue;
    await dropFromStory(act, { story, record, going: going.map((mention) => mention.rowId) });
    dropped += going.length;
  }
  return dropped;
}

/** A person moved it, took it, looked at it or closed it. */
function isDecided(story: Story, record: CaseRecord | undefined): boolean {
  if (story.decidedBy === "person") return true;
  if (!record) return false;
  const { status, owner, firstOpenedAt, cycle } = record.state;
  return status !== "new" || owner !== null || firstOpenedAt !== null || cycle > 1;
}

type Going = { readonly story: Story; readonly record: CaseRecord | undefined; readonly going: readonly number[] };

/** Takes mentions out of their story and out of all counts, whoever decided about it. */
export async function dropFromStory(act: Act, { story, record, going }: Going): Promise<void> {
  const staying = (await mentionsOfStory(act.trx, story.rowId)).filter((rowId) => !going.includes(rowId));
  const counted = await countedOf(act.trx, [...going, ...staying]);
  const changes: CountChange[] = going.flatMap((rowId) => toChange(counted.get(rowId), -1));
  const [heir] = staying;
  const losesFirst = going.some((rowId) => counted.get(rowId)?.isFirst);
  if (heir !== undefined && losesFirst) {
    await setFirst(act.trx, heir, true);
    const inherited = counted.get(heir);
    if (inherited) changes.push({ counted: inherited, by: -1 }, { counted: { ...inherited, isFirst: true }, by: 1 });
  }
  await writeCounts(act.trx, changes);
  await unindexMentions(act.trx, going);
  await deleteMentions(act.trx, going);
  if (heir === undefined) await endStory(act, story, record);
  else
    await shrinkStory(act, {
      story,
      staying,
      sentiments: staying.flatMap((rowId) => counted.get(rowId)?.sentiment ?? []),
    });
}

function toChange(counted: CountChange["counted"] | undefined, by: 1 | -1): CountChange[] {
  return counted ? [{ counted, by }] : [];
}

/** What a story is after some of its copies went. */
export async function shrinkStory(
  act: Act,
  {
    story,
    staying,
    sentiments,
  }: { story: Story; staying: readonly number[]; sentiments: readonly CountChange["counted"]["sentiment"][] },
): Promise<void> {
  const headId = staying.includes(story.headId) ? story.headId : (staying[0] ?? story.headId);
  const sentiment = sentiments.slice(1).reduce(joinedSentiment, sentiments[0] ?? story.sentiment);
  await saveStoryCopies(act.trx, {
    rowId: story.rowId,
    headId,
    sentiment,
    copies: staying.length,
    newestAt: story.newestAt,
  });
}

/**
 * A case that was queued stays in the log and the numbers, and its story for its sake, without a copy that counts. Its
 * author did not withdraw it: the desk decided that it only counted, which after the target is a deadline missed.
 */
async function endStory(act: Act, story: Story, record: CaseRecord | undefined): Promise<void> {
  if (!record) return removeStories(act.trx, [story.rowId]);
  await saveStoryCopies(act.trx, { ...story, copies: 0 });
  const state = resolveCase(record.state, { resolution: "counted_only", reason: "not_about_us", at: act.at });
  await changeCases(act, [{ record, kind: "case.resolved", state }]);
}
