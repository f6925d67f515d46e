import { Refusal } from "../../contract/refusal.ts";
import type { CaseDetail } from "../../contract/methods/cases.ts";
import type { Settings } from "../../contract/methods/settings.ts";
import { sayEvent } from "../../domain/cases/timeline.ts";
import { clockOfCase } from "./clock-of-case.ts";
import { contactCard } from "../contacts/contact-card.ts";
import { repliesOfCase } from "../replies/reply-view.ts";
import { answerThatBegan } from "../store/answered-post.ts";
import { casesOfStories } from "../store/case.ts";
import { conversationOf } from "../store/conversation-view.ts";
import { mentionDetails } from "../store/mention-detail.ts";
import { notesOfCase } from "../store/note.ts";
import type { Db } from "../store/open.ts";
import { suggestedScript } from "../store/script-suggestion.ts";
import { storiesById } from "../store/story-act.ts";
import { storyRows } from "../store/story-row.ts";
import { deliveriesOfCase } from "../store/case-delivery.ts";
import type { CaseDelivery } from "../store/case-delivery.ts";
import { timelineOf } from "../store/timeline.ts";
import type { TimelineEvent } from "../store/timeline.ts";

type AsOf = { readonly now: number; readonly settings: Settings };

/** Everything about one story and its case. Refusal: not-found. */
export async function readCaseDetail(db: Db, storyId: string, asOf: AsOf): Promise<CaseDetail> {
  const [story] = await storiesById(db, [storyId]);
  const [row] = story ? await storyRows(db, [story.rowId], asOf) : [];
  if (!story || !row) throw new Refusal("not-found", { what: "story" });
  const record = (await casesOfStories(db, [story.rowId])).get(story.rowId) ?? null;
  const [mentions, replies, notes, contact, script, conversation] = await Promise.all([
    mentionDetails(db, story.rowId),
    record ? repliesOfCase(db, record.rowId) : [],
    record ? notesOfCase(db, record.rowId) : [],
    contactCard(db, record?.contactRowId ?? null),
    suggestedScript(db, story.rowId),
    conversationOf(db, { storyRowId: story.rowId, caseRowId: record?.rowId ?? null }),
  ]);
  const { publishedAt, firstSeenAt } = row;
  const began = record ? await answerThatBegan(db, { storyRowId: story.rowId, at: record.state.queuedAt }) : null;
  // The clock of a cycle that their answer began starts with that answer.
  const seen = began ?? { publishedAt, firstSeenAt };
  const deliveries = new Map(
    (record ? await deliveriesOfCase(db, record.rowId) : []).map((delivery) => [delivery.id, delivery]),
  );
  const events = await timelineOf(db, {
    storyId,
    caseId: record?.id ?? null,
    replyIds: replies.map((reply) => reply.id),
    deliveryIds: [...deliveries.keys()],
  });
  return {
    asOf: asOf.now,
    story: row,
    mentions: [...mentions],
    clock: {
      ...(await clockOfCase(db, record, { asOf, replies, ...seen })),
      ...seen,
    },
    replies: [...replies],
    conversation,
    notes: [...notes],
    contact,
    timeline: events.flatMap((event) => momentOf(event, deliveries.get(event.subjectId) ?? null)),
    suggestedScript: script,
  };
}

/** What an event says of a case; what arrived in a CRM leads to its record there. */
function momentOf({ at, by, kind, payload }: TimelineEvent, delivery: CaseDelivery | null): CaseDetail["timeline"] {
  const says = sayEvent(kind, delivery ? { ...payload, target: delivery.target } : payload);
  if (!says) return [];
  // A script's approval came with the submit; nobody's name stands for it.
  const isNobodys = says.code === "event.reply.approvedByScript";
  const url = kind === "delivery.done" ? (delivery?.url ?? null) : null;
  return [{ at, by: isNobodys ? "" : by, says, url }];
}
