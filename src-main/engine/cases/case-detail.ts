import { Refusal } from "../../contract/refusal.ts";
import type { CaseDetail } from "../../contract/methods/cases.ts";
import type { Settings } from "../../contract/methods/settings.ts";
import { earliestAnswer } from "../../domain/cases/earliest.ts";
import { sayEvent } from "../../domain/cases/timeline.ts";
import { contactCard } from "../contacts/contact-card.ts";
import { repliesOfCase } from "../replies/reply-view.ts";
import { casesOfStories, type CaseRecord } from "../store/case.ts";
import { cycleTimes } from "../store/case-cycle.ts";
import { mentionDetails } from "../store/mention-detail.ts";
import { notesOfCase } from "../store/note.ts";
import type { Db } from "../store/open.ts";
import { suggestedScript } from "../store/script-suggestion.ts";
import { storiesById } from "../store/story-act.ts";
import { storyRows } from "../store/story-row.ts";
import { timelineOf } from "../store/timeline.ts";

type AsOf = { readonly now: number; readonly settings: Settings };

/** Everything about one story and its case. Refusal: not-found. */
export async function readCaseDetail(db: Db, storyId: string, asOf: AsOf): Promise<CaseDetail> {
  const [story] = await storiesById(db, [storyId]);
  const [row] = story ? await storyRows(db, [story.rowId], asOf) : [];
  if (!story || !row) throw new Refusal("not-found", { what: "story" });
  const record = (await casesOfStories(db, [story.rowId])).get(story.rowId) ?? null;
  const [mentions, replies, notes, contact, script] = await Promise.all([
    mentionDetails(db, story.rowId),
    record ? repliesOfCase(db, record.rowId) : [],
    record ? notesOfCase(db, record.rowId) : [],
    contactCard(db, record?.contactRowId ?? null),
    suggestedScript(db, story.rowId),
  ]);
  const events = await timelineOf(db, {
    storyId,
    caseId: record?.id ?? null,
    replyIds: replies.map((reply) => reply.id),
  });
  return {
    asOf: asOf.now,
    story: row,
    mentions: [...mentions],
    clock: {
      ...(await clockPieces(db, record, { asOf, replies })),
      publishedAt: row.publishedAt,
      firstSeenAt: row.firstSeenAt,
    },
    replies: [...replies],
    notes: [...notes],
    contact,
    timeline: events.flatMap(({ at, by, kind, payload }) => {
      const says = sayEvent(kind, payload);
      return says ? [{ at, by, says }] : [];
    }),
    suggestedScript: script,
  };
}

type Pieces = Omit<CaseDetail["clock"], "publishedAt" | "firstSeenAt">;

async function clockPieces(
  db: Db,
  record: CaseRecord | null,
  {
    asOf,
    replies,
  }: { readonly asOf: AsOf; readonly replies: CaseDetail["replies"] | readonly CaseDetail["replies"][number][] },
): Promise<Pieces> {
  if (!record) {
    return {
      queuedAt: null,
      firstOpenedAt: null,
      submittedAt: null,
      approvedAt: null,
      firstResponseAt: null,
      dueAt: null,
      earliestAt: null,
      cycle: 0,
    };
  }
  const { state } = record;
  const { submittedAt, approvedAt } = await cycleTimes(db, { caseRowId: record.rowId, cycle: state.cycle });
  const isOver = state.firstResponseAt !== null || state.status === "resolved";
  const { targets, holdMinutes, calendar } = asOf.settings;
  return {
    queuedAt: state.queuedAt,
    firstOpenedAt: state.firstOpenedAt,
    submittedAt,
    approvedAt,
    firstResponseAt: state.firstResponseAt,
    dueAt: state.dueAt,
    earliestAt: isOver
      ? null
      : earliestAnswer({ now: asOf.now, replies, approvalMinutes: targets.approvalMinutes, holdMinutes, calendar }),
    cycle: state.cycle,
  };
}
