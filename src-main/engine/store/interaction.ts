import { contactKey } from "../../domain/crm/interaction.ts";
import type { CrmPerson, Interaction } from "../../domain/crm/interaction.ts";
import { outcomeOf } from "../../domain/crm/outcome.ts";
import { reachOfOne } from "./contact.ts";
import type { InteractionRecord } from "./interaction-record.ts";
import type { Db } from "./open.ts";
import type { ScriptContent } from "./script.ts";

type Told = Omit<InteractionRecord, "rowId" | "loggedAt" | "snapshot"> & {
  /** A person opened the case again after it; else only what was said before of that holds. */
  readonly wasReopened?: boolean;
};

/** What the CRM gets to know of an interaction: a snapshot, taken in the transaction that it reports. */
export async function snapshotInteraction(db: Db, told: Told): Promise<Interaction> {
  const deskCase = await caseOf(db, told.caseRowId);
  const item = await mentionOf(db, told);
  const reply = told.replyRowId === null ? null : await snapshotReply(db, told.replyRowId);
  const agent = await nameOfPerson(db, told.personRowId);
  const isIn = told.type === "call" || told.type === "email" || told.type === "walk-in";
  return {
    schema: "watchroom.interaction/1",
    type: told.type,
    key: told.key,
    occurredAt: new Date(told.occurredAt).toISOString(),
    channel: item.network,
    direction: isIn ? "in" : "out",
    contact: await personOf(db, deskCase, item),
    case: {
      id: deskCase.public_id,
      link: `watchroom://case/${deskCase.public_id}`,
      isComplaint: isComplaint(deskCase, item.sentiment),
    },
    mention: {
      id: item.public_id,
      source: item.source_name,
      title: item.title,
      text: item.text,
      url: item.url,
      publishedAt: new Date(item.published_at).toISOString(),
      bucket: deskCase.bucket,
      sentiment: item.sentiment,
    },
    reply: reply?.said ?? null,
    note: told.note ?? (isIn ? await noteOf(db, told) : null),
    ...(agent === null ? {} : { agent }),
    outcome: outcomeOf({
      ...{ type: told.type, cycle: told.cycle, isReplyGone: reply?.isGone ?? false },
      wasReopened: told.wasReopened ?? false,
      case: { status: deskCase.status, cycle: deskCase.cycle, resolution: deskCase.resolution },
      resolutionThen: await resolutionOf(db, told),
    }),
  };
}

async function caseOf(db: Db, caseRowId: number) {
  return db
    .selectFrom("desk_case")
    .innerJoin("story", "story.id", "desk_case.story_id")
    .leftJoin("contact", "contact.id", "desk_case.contact_id")
    .select(["desk_case.id", "desk_case.public_id", "desk_case.status", "desk_case.cycle", "desk_case.resolution"])
    .select(["desk_case.contact_id", "contact.name as contact_name", "story.bucket", "story.head_id", "story.labels"])
    .where("desk_case.id", "=", caseRowId)
    .executeTakeFirstOrThrow();
}

/** The mention that it is about: the one that was entered by hand, while it is stored, else the first of the story. */
async function mentionOf(db: Db, told: Told) {
  const query = db
    .selectFrom("item")
    .innerJoin("source", "source.id", "item.source_id")
    .select(["item.public_id", "item.network", "item.author", "item.handle", "item.title", "item.text", "item.url"])
    .select(["item.published_at", "item.sentiment", "source.name as source_name"]);
  const own = told.itemRowId === null ? null : await query.where("item.id", "=", told.itemRowId).executeTakeFirst();
  if (own) return own;
  return query
    .innerJoin("story", "story.head_id", "item.id")
    .innerJoin("desk_case", "desk_case.story_id", "story.id")
    .where("desk_case.id", "=", told.caseRowId)
    .executeTakeFirstOrThrow();
}

type CaseRow = Awaited<ReturnType<typeof caseOf>>;
type ItemRow = Awaited<ReturnType<typeof mentionOf>>;

/** By the desk's contact where the case has one: the way they gave first stands first. */
async function personOf(db: Db, deskCase: CaseRow, { network, handle, author }: ItemRow): Promise<CrmPerson> {
  const reach = deskCase.contact_id === null ? null : await reachOfOne(db, deskCase.contact_id);
  return {
    key: contactKey({ network, handle, caseId: deskCase.public_id }),
    name: deskCase.contact_name ?? author,
    handle,
    emails: (reach?.emails ?? []).map(({ folded }) => folded.toLowerCase()),
    // What has no calling code could be anybody's number.
    phones: (reach?.phones ?? []).map(({ digits }) => digits).filter((digits) => digits.startsWith("+")),
  };
}

/** It stands in care and is negative, or a person labelled it so. */
function isComplaint({ bucket, labels }: CaseRow, sentiment: ItemRow["sentiment"]): boolean {
  if (bucket === "care" && sentiment === "negative") return true;
  // The column of labels is a JSON array of words.
  return labels !== "[]" && (JSON.parse(labels) as string[]).some((word) => /^complaints?$/i.test(word));
}

/** What whoever logged a call wrote about how it was dealt with. */
async function noteOf(db: Db, { caseRowId, occurredAt }: Told): Promise<string | null> {
  const row = await db
    .selectFrom("case_note")
    .select("text")
    .where("case_id", "=", caseRowId)
    .where("at", "=", occurredAt)
    .orderBy("id")
    .executeTakeFirst();
  return row?.text ?? null;
}

async function resolutionOf(db: Db, { caseRowId, cycle }: Told) {
  const row = await db
    .selectFrom("case_cycle")
    .select("resolution")
    .where("case_id", "=", caseRowId)
    .where("cycle", "=", cycle)
    .executeTakeFirst();
  return row?.resolution ?? null;
}

async function nameOfPerson(db: Db, rowId: number | null): Promise<string | null> {
  if (rowId === null) return null;
  const row = await db.selectFrom("person").select("name").where("id", "=", rowId).executeTakeFirst();
  return row?.name ?? null;
}

type SaidReply = { readonly said: NonNullable<Interaction["reply"]>; readonly isGone: boolean };

async function snapshotReply(db: Db, replyRowId: number): Promise<SaidReply> {
  const reply = await db
    .selectFrom("reply")
    .leftJoin("script_version", (join) =>
      join
        .onRef("script_version.script_id", "=", "reply.script_id")
        .onRef("script_version.version", "=", "reply.script_version"),
    )
    .leftJoin("message", "message.reply_id", "reply.id")
    .select(["reply.text", "reply.proof_url", "script_version.content", "script_version.version", "message.gone_at"])
    .where("reply.id", "=", replyRowId)
    .executeTakeFirstOrThrow();
  const authors = await db
    .selectFrom("reply_author")
    .innerJoin("person", "person.id", "reply_author.person_id")
    .select("person.name")
    .where("reply_author.reply_id", "=", replyRowId)
    .orderBy("person.id")
    .execute();
  const approvers = await db
    .selectFrom("approval")
    .leftJoin("person", "person.id", "approval.person_id")
    .select(["person.name", "approval.kind"])
    .where("approval.reply_id", "=", replyRowId)
    .where("approval.voided_at", "is", null)
    .orderBy("approval.id")
    .execute();
  const script = reply.content === null ? null : (JSON.parse(reply.content) as ScriptContent);
  return {
    said: {
      text: reply.text,
      url: reply.proof_url,
      author: authors.map((author) => author.name).join(", ") || null,
      approvedBy: approvers.map((approver) => approver.name ?? approver.kind),
      script: script === null ? null : `${script.key} v${reply.version ?? 1}`,
    },
    isGone: reply.gone_at !== null,
  };
}
