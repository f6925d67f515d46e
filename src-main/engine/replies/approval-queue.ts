import type { CaseDetail } from "../../contract/methods/cases.ts";
import type { ApprovalCard } from "../../contract/methods/replies.ts";
import type { StoryRow } from "../../contract/methods/triage.ts";
import type { Db } from "../store/open.ts";
import { reachOfContacts } from "../store/reach.ts";
import { findReplies } from "../store/reply.ts";
import { renderedBy, viewReplies } from "./reply-view.ts";
import { scriptOf } from "./requirement.ts";

export type CardSources = {
  readonly storyRows: (storyRowIds: readonly number[]) => Promise<readonly StoryRow[]>;
  /** The first copy of a story, as the case shows it. */
  readonly original: (storyId: string) => Promise<CaseDetail["mentions"][number] | null>;
};

/**
 * Everything that waits for an approver, runs its hold, is to be posted, or lost its approval because the words changed:
 * shortest time left first.
 */
export async function approvalCards(db: Db, { storyRows, original }: CardSources): Promise<ApprovalCard[]> {
  const records = [
    ...(await findReplies(db, { waiting: true })),
    ...(await findReplies(db, { sending: true })),
    ...(await findReplies(db, { void: true })),
  ];
  const reach = await reachOfContacts(
    db,
    records.flatMap(({ about }) => about.contactRowId ?? []),
  );
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
      reach: reach.get(record.about.contactRowId ?? 0) ?? null,
    });
  }
  return cards.toSorted(
    (a, b) => (a.reply.holdUntil ?? Infinity) - (b.reply.holdUntil ?? Infinity) || a.reply.savedAt - b.reply.savedAt,
  );
}
