import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import type { MomentKind } from "../../contract/methods/contacts.ts";
import type { DeliveryState, Network } from "../../contract/values.ts";
import type { Db } from "./open.ts";

/** One thing between a contact and us, as it is stored. */
export type TimelineRow = {
  readonly at: number;
  readonly rank: number;
  readonly rowId: number;
  readonly id: string;
  readonly kind: MomentKind;
  readonly text: string;
  readonly network: Network | null;
  readonly place: string | null;
  readonly personRowId: number | null;
  readonly storyId: string | null;
  readonly delivery: DeliveryState | null;
  /** Of a delivery: the page of its record as the target gave it, with the target's set-up, which says whether it may be offered. */
  readonly remoteUrl: string | null;
  readonly config: string | null;
};

/** Where a page begins: things older than this moment, at the same moment those of a lower rank or row. */
export type TimelinePlace = Pick<TimelineRow, "at" | "rank" | "rowId">;

type Asked = {
  readonly contactRowId: number;
  readonly kinds: readonly MomentKind[];
  readonly before: TimelinePlace | null;
  readonly limit: number;
};

const ranks = { said: 4, reply: 3, note: 2, "case-note": 1, crm: 0 } as const;
const mostText = 700;
const mostHandles = 200;

/**
 * A page of what was between a contact and us, newest first. Each branch, and each handle of the contact, gives no more
 * than a page by its own index before they are merged, so that the hundredth page costs what the first one does.
 */
export async function contactTimeline(db: Db, asked: Asked): Promise<readonly TimelineRow[]> {
  const wants = (...kinds: readonly MomentKind[]) =>
    asked.kinds.length === 0 || kinds.some((kind) => asked.kinds.includes(kind));
  const branches = [
    ...(wants("mention", "call", "email", "walk-in") ? await saidBranches(db, asked) : []),
    ...(wants("reply") ? [replies(asked)] : []),
    ...(wants("note") ? [notes(asked)] : []),
    ...(wants("case-note") ? [caseNotes(asked)] : []),
    ...(wants("crm") ? [deliveries(asked)] : []),
  ];
  if (branches.length === 0) return [];
  const cut = branches.map((branch) => sql`SELECT * FROM (${branch})`);
  const { rows } = await sql<TimelineRow>`
    SELECT at, rank, rowId, id, kind, text, network, place, personRowId, storyId, delivery, remoteUrl, config
    FROM (${sql.join(cut, sql` UNION ALL `)})
    ORDER BY at DESC, rank DESC, rowId DESC
    LIMIT ${asked.limit}`.execute(db);
  return rows;
}

type Branch = RawBuilder<unknown>;

/** Older than the place where the page begins; a bound on the moment alone is what the indexes can use. */
function older({ before }: Asked, column: string, rank: number, row: string): Branch {
  if (!before) return sql`1`;
  const at = sql.ref(column);
  const tie = rank === before.rank ? sql`${sql.ref(row)} < ${before.rowId}` : rank < before.rank ? sql`1` : sql`0`;
  return sql`(${at} <= ${before.at} AND (${at} < ${before.at} OR ${tie}))`;
}

const kindOfNetwork = { phone: "call", email: "email", "walk-in": "walk-in" } as const;

async function saidBranches(db: Db, asked: Asked): Promise<readonly Branch[]> {
  const handles = await db
    .selectFrom("contact_handle")
    .select(["network", "handle"])
    .where("contact_id", "=", asked.contactRowId)
    .orderBy("network")
    .orderBy("handle")
    .limit(mostHandles)
    .execute();
  return handles.flatMap(({ network, handle }) => {
    const kind = network in kindOfNetwork ? kindOfNetwork[network as keyof typeof kindOfNetwork] : "mention";
    if (asked.kinds.length > 0 && !asked.kinds.includes(kind)) return [];
    return [
      sql`
        SELECT item.published_at AS at, ${ranks.said} AS rank, item.id AS rowId, item.public_id AS id, ${kind} AS kind,
          substr(coalesce(item.title || ': ', '') || item.text, 1, ${mostText}) AS text, item.network AS network,
          source.name AS place, item.entered_by AS personRowId, story.public_id AS storyId, NULL AS delivery, NULL AS remoteUrl, NULL AS config
        FROM item INDEXED BY item_handle
        JOIN mention ON mention.id = item.id
        JOIN story ON story.id = mention.story_id
        JOIN source ON source.id = item.source_id
        WHERE item.handle = ${handle} AND item.network = ${network} AND ${older(asked, "item.published_at", ranks.said, "item.id")}
        ORDER BY item.published_at DESC, item.id DESC
        LIMIT ${asked.limit}`,
    ];
  });
}

function replies(asked: Asked): Branch {
  return sql`
    SELECT reply.sent_at AS at, ${ranks.reply} AS rank, reply.id AS rowId, reply.public_id AS id, 'reply' AS kind,
      substr(reply.text, 1, ${mostText}) AS text, reply.network AS network, reply.account AS place,
      (SELECT min(person_id) FROM reply_author WHERE reply_id = reply.id) AS personRowId, story.public_id AS storyId,
      NULL AS delivery, NULL AS remoteUrl, NULL AS config
    FROM desk_case
    JOIN reply ON reply.case_id = desk_case.id AND reply.state = 'sent' AND reply.sent_at IS NOT NULL
    JOIN story ON story.id = desk_case.story_id
    WHERE desk_case.contact_id = ${asked.contactRowId} AND ${older(asked, "reply.sent_at", ranks.reply, "reply.id")}
    ORDER BY reply.sent_at DESC, reply.id DESC
    LIMIT ${asked.limit}`;
}

function notes(asked: Asked): Branch {
  return sql`
    SELECT at, ${ranks.note} AS rank, id AS rowId, public_id AS id, 'note' AS kind, text, NULL AS network, NULL AS place,
      person_id AS personRowId, NULL AS storyId, NULL AS delivery, NULL AS remoteUrl, NULL AS config
    FROM contact_note
    WHERE contact_id = ${asked.contactRowId} AND removed_at IS NULL AND ${older(asked, "at", ranks.note, "id")}
    ORDER BY at DESC, id DESC
    LIMIT ${asked.limit}`;
}

function caseNotes(asked: Asked): Branch {
  return sql`
    SELECT case_note.at AS at, ${ranks["case-note"]} AS rank, case_note.id AS rowId, case_note.public_id AS id,
      'case-note' AS kind, substr(case_note.text, 1, ${mostText}) AS text, NULL AS network, NULL AS place,
      case_note.person_id AS personRowId, story.public_id AS storyId, NULL AS delivery, NULL AS remoteUrl, NULL AS config
    FROM desk_case
    JOIN case_note ON case_note.case_id = desk_case.id
    JOIN story ON story.id = desk_case.story_id
    WHERE desk_case.contact_id = ${asked.contactRowId} AND ${older(asked, "case_note.at", ranks["case-note"], "case_note.id")}
    ORDER BY case_note.at DESC, case_note.id DESC
    LIMIT ${asked.limit}`;
}

function deliveries(asked: Asked): Branch {
  return sql`
    SELECT delivery.created_at AS at, ${ranks.crm} AS rank, delivery.id AS rowId, delivery.public_id AS id,
      'crm' AS kind, '' AS text, NULL AS network, crm_target.name AS place, NULL AS personRowId,
      story.public_id AS storyId, delivery.state AS delivery, delivery.remote_url AS remoteUrl,
      crm_target.config AS config
    FROM desk_case
    JOIN delivery ON delivery.case_id = desk_case.id
    JOIN crm_target ON crm_target.id = delivery.target_id
    JOIN story ON story.id = desk_case.story_id
    WHERE desk_case.contact_id = ${asked.contactRowId} AND ${older(asked, "delivery.created_at", ranks.crm, "delivery.id")}
    ORDER BY delivery.created_at DESC, delivery.id DESC
    LIMIT ${asked.limit}`;
}
