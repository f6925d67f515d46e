import { contactKey } from "../../domain/crm/interaction.ts";
import type { Interaction } from "../../domain/crm/interaction.ts";
import type { ScriptContent } from "./script.ts";
import type { Db } from "./open.ts";

/** What the CRM gets to know of a case and its sent reply: a snapshot, taken in the transaction that it reports. */
export async function snapshotInteraction(
  db: Db,
  {
    caseRowId,
    replyRowId,
    key,
    at,
  }: { readonly caseRowId: number; readonly replyRowId: number; readonly key: string; readonly at: number },
): Promise<Interaction> {
  const found = await db
    .selectFrom("desk_case")
    .innerJoin("story", "story.id", "desk_case.story_id")
    .innerJoin("item", "item.id", "story.head_id")
    .innerJoin("source", "source.id", "item.source_id")
    .leftJoin("contact", "contact.id", "desk_case.contact_id")
    .select([
      "desk_case.public_id as case_id",
      "story.bucket",
      "source.name as source_name",
      "contact.name as contact_name",
    ])
    .select([
      "item.public_id",
      "item.network",
      "item.author",
      "item.handle",
      "item.title",
      "item.text",
      "item.url",
      "item.published_at",
      "item.sentiment",
    ])
    .where("desk_case.id", "=", caseRowId)
    .executeTakeFirstOrThrow();
  return {
    schema: "watchroom.interaction/1",
    type: "reply",
    key,
    occurredAt: new Date(at).toISOString(),
    channel: found.network,
    direction: "out",
    contact: {
      key: contactKey({ network: found.network, handle: found.handle, caseId: found.case_id }),
      name: found.contact_name ?? found.author,
      handle: found.handle,
      emails: [],
      phones: [],
    },
    case: { id: found.case_id, link: `watchroom://case/${found.case_id}`, isComplaint: found.bucket === "care" },
    mention: {
      id: found.public_id,
      source: found.source_name,
      title: found.title,
      text: found.text,
      url: found.url,
      publishedAt: new Date(found.published_at).toISOString(),
      bucket: found.bucket,
      sentiment: found.sentiment,
    },
    reply: await snapshotReply(db, replyRowId),
    note: null,
    outcome: "answered",
  };
}

async function snapshotReply(db: Db, replyRowId: number): Promise<NonNullable<Interaction["reply"]>> {
  const reply = await db
    .selectFrom("reply")
    .leftJoin("script_version", (join) =>
      join
        .onRef("script_version.script_id", "=", "reply.script_id")
        .onRef("script_version.version", "=", "reply.script_version"),
    )
    .select(["reply.text", "reply.proof_url", "script_version.content", "script_version.version"])
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
    text: reply.text,
    url: reply.proof_url,
    author: authors.map((author) => author.name).join(", ") || null,
    approvedBy: approvers.map((approver) => approver.name ?? approver.kind),
    script: script === null ? null : `${script.key} v${reply.version ?? 1}`,
  };
}
