import type { CaseDetail } from "../../contract/methods/cases.ts";
import type { ApprovalCard } from "../../contract/methods/replies.ts";
import type { StoryRow } from "../../contract/methods/triage.ts";
import type { Db } from "../store/open.ts";
import { findReplies } from "../store/reply.ts";
import { renderedBy, scriptOf, viewReplies } from "./reply-view.ts";

export type CardSources = {
  readonly storyRows: (storyRowIds: readonly number[]) => Promise<readonly StoryRow[]>;
  /** The first copy of a story, as the case shows it. */
  readonly original: (storyId: string) => Promise<CaseDetail["mentions"][number] | null>;
};

/** Everything that waits for an approver, runs its hold or is to be posted: shortest time left first. */
export async function approvalCards(db: Db, { storyRows, original }: CardSources): Promise<ApprovalCard[]> {
  const records = await findReplies(db, { waiting: true });
  const replies = await viewReplies(db, records);
  const rows = await storyRows([...new Set(records.map((record) => record.storyRowId))]);
  const cards: ApprovalCard[] = [];
  for (const [index, record] of records.entries()) {
    const reply = replies[index];
    const story = rows.find((row) => row.id === record.storyId);
    const first = await original(record.storyId);
    if (!reply || !story || !first) continue;
    const rival = records.find((other) => other.storyId === record.storyId && other.id !== record.id);
    cards.push({
      story,
      original: first,
      reply,
      scriptText: renderedBy(await scriptOf(db, record), record),
      conflictsWith: rival?.id ?? null,
    });
  }
  return cards.toSorted(
    (a, b) => (a.reply.holdUntil ?? Infinity) - (b.reply.holdUntil ?? Infinity) || a.reply.savedAt - b.reply.savedAt,
  );
}
