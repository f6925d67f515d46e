import { sql } from "kysely";
import type { DeliveryRow } from "../../contract/methods/crm.ts";
import type { DeliveryState, Said } from "../../contract/values.ts";
import type { CrmLine } from "../../domain/crm/interaction.ts";
import type { Db } from "./open.ts";

/** Which deliveries are meant; `failing`: tried, not taken, and tried again. */
export type DeliveryFilter = {
  readonly targetRowId: number | null;
  /** Part of a contact's name or handle; "" = all. */
  readonly search: string;
};
export type DeliveryAsked = DeliveryFilter & {
  readonly state: DeliveryState | "failing" | null;
  /** Older than this row. */
  readonly before: number | null;
  readonly limit: number;
};

export type DeliveryPage = { readonly rows: readonly DeliveryRow[]; readonly next: number | null };

const likeOf = (search: string): string => `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;

/** Reads the names from their index alone: the payloads that they come from are large. */
const named = (search: string) => sql<boolean>`delivery.id IN (
  SELECT one.id FROM delivery AS one INDEXED BY delivery_contact
  WHERE one.contact_name LIKE ${likeOf(search)} ESCAPE '\\'
)`;

function shown(db: Db) {
  return db
    .selectFrom("delivery")
    .innerJoin("crm_target", "crm_target.id", "delivery.target_id")
    .innerJoin("desk_case", "desk_case.id", "delivery.case_id")
    .innerJoin("story", "story.id", "desk_case.story_id")
    .selectAll("delivery")
    .select([
      "crm_target.name as target_name",
      "crm_target.public_id as target_public_id",
      "crm_target.kind as target_kind",
      "story.public_id as story_public_id",
    ]);
}
type Shown = Awaited<ReturnType<ReturnType<typeof shown>["executeTakeFirstOrThrow"]>>;

/** The newest deliveries first, a page of them. */
export async function listDeliveries(
  db: Db,
  { state, targetRowId, search, before, limit }: DeliveryAsked,
): Promise<DeliveryPage> {
  const ids = await db
    .selectFrom("delivery")
    .select("id")
    .$if(state !== null && state !== "failing", (query) => query.where("state", "=", state as DeliveryState))
    .$if(state === "failing", (query) => query.where(sql<boolean>`state = 'queued' AND attempts > 0`))
    .$if(targetRowId !== null, (query) => query.where("target_id", "=", targetRowId ?? 0))
    .$if(search !== "", (query) => query.where(named(search)))
    .$if(before !== null, (query) => query.where("id", "<", before ?? 0))
    .orderBy("id", "desc")
    .limit(limit + 1)
    .execute();
  const page = ids.slice(0, limit).map(({ id }) => id);
  const rows = page.length === 0 ? [] : await shown(db).where("delivery.id", "in", page).execute();
  return {
    rows: rows.toSorted((one, other) => other.id - one.id).map(toRow),
    next: ids.length > limit ? (page.at(-1) ?? null) : null,
  };
}

/** How many there are of each state, and how many of the queued ones failed before. */
export async function countDeliveries(
  db: Db,
  { targetRowId, search }: DeliveryFilter,
): Promise<{ readonly counts: Record<DeliveryState, number>; readonly failing: number }> {
  const filtered = db
    .selectFrom("delivery")
    .$if(targetRowId !== null, (query) => query.where("target_id", "=", targetRowId ?? 0))
    .$if(search !== "", (query) => query.where(named(search)));
  const rows = await filtered
    .select("state")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .groupBy("state")
    .execute();
  const failing = await filtered
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where(sql<boolean>`state = 'queued' AND attempts > 0`)
    .executeTakeFirstOrThrow();
  const counts: Record<DeliveryState, number> = { queued: 0, sending: 0, done: 0, blocked: 0, dead: 0 };
  for (const row of rows) counts[row.state] = Number(row.n);
  return { counts, failing: Number(failing.n) };
}

/** Whether something was tried there, was not taken and is tried again. */
export async function isFailing(db: Db, targetRowId: number): Promise<boolean> {
  const row = await db
    .selectFrom("delivery")
    .select("id")
    .where("target_id", "=", targetRowId)
    .where(sql<boolean>`state = 'queued' AND attempts > 0`)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** One delivery as the page shows it, with what only its own page shows. */
export async function readDelivery(
  db: Db,
  id: string,
): Promise<{
  readonly row: DeliveryRow;
  readonly line: CrmLine;
  readonly rowId: number;
  readonly targetRowId: number;
  readonly targetKind: string;
  readonly caseRowId: number;
  readonly firstTryAt: number | null;
  readonly troubleClass: string | null;
  readonly corrects: string | null;
  readonly edited: readonly string[];
} | null> {
  const found = await shown(db).where("delivery.public_id", "=", id).executeTakeFirst();
  if (!found) return null;
  const first =
    found.corrects_id === null
      ? undefined
      : await db.selectFrom("delivery").select("public_id").where("id", "=", found.corrects_id).executeTakeFirst();
  return {
    row: toRow(found),
    line: JSON.parse(found.payload) as CrmLine,
    rowId: found.id,
    targetRowId: found.target_id,
    targetKind: found.target_kind,
    caseRowId: found.case_id,
    firstTryAt: found.first_try_at,
    troubleClass: found.error_class,
    corrects: first?.public_id ?? null,
    edited: editedOf(found.edited),
  };
}

/** The names of the fields that people changed. */
export const editedOf = (edited: string | null): readonly string[] =>
  edited === null ? [] : (JSON.parse(edited) as readonly string[]);

export async function readEdited(db: Db, rowId: number): Promise<readonly string[]> {
  const row = await db.selectFrom("delivery").select("edited").where("id", "=", rowId).executeTakeFirst();
  return editedOf(row?.edited ?? null);
}

function toRow(row: Shown): DeliveryRow {
  // A snapshot that insertDelivery wrote.
  const line = JSON.parse(row.payload) as CrmLine;
  const told = line.schema === "watchroom.correction/1" ? line.interaction : line;
  const isErasure = told.schema === "watchroom.erasure/1";
  return {
    id: row.public_id,
    version: row.version,
    key: row.key,
    kind: row.kind,
    targetId: row.target_public_id,
    target: row.target_name,
    state: row.state,
    what: isErasure ? "" : (told.reply?.text ?? told.note ?? told.mention.title ?? told.mention.text),
    contact: isErasure ? null : (told.contact.name ?? told.contact.handle),
    storyId: row.story_public_id,
    attempts: row.attempts,
    createdAt: row.created_at,
    nextAt: row.state === "queued" || row.state === "sending" ? row.next_at : null,
    doneAt: row.done_at,
    trouble: row.trouble === null ? null : (JSON.parse(row.trouble) as Said),
    remoteUrl: row.remote_url,
    isSkipped: row.skipped === 1,
    isEdited: row.edited !== null,
  };
}
