import type { Network } from "../../contract/values.ts";
import type { Db } from "./open.ts";

export type OurOwn = { readonly id: string; readonly name: string; readonly kind: "staff" | "advocate" };

const kinds = ["staff", "advocate"] as const;
const mostHandles = 20_000;

/** The handles of staff and advocates with their contacts. */
export async function staffHandles(
  db: Db,
): Promise<readonly (OurOwn & { readonly network: Network; readonly handle: string })[]> {
  const rows = await db
    .selectFrom("contact")
    .innerJoin("contact_handle", "contact_handle.contact_id", "contact.id")
    .select(["contact.public_id as id", "name", "kind", "network", "handle"])
    .where("kind", "in", kinds)
    .where("merged_into", "is", null)
    .where("removed_at", "is", null)
    .orderBy("contact.id")
    .limit(mostHandles)
    .execute();
  return rows.flatMap(({ kind, ...row }) => (isOurs(kind) ? [{ ...row, kind }] : []));
}

/** What changes with every handle of our own people and every save of theirs, as a query that others hold. */
export function staffMark(db: Db) {
  return db
    .selectFrom("contact")
    .innerJoin("contact_handle", "contact_handle.contact_id", "contact.id")
    .select((of) =>
      of
        .fn<string>("printf", [of.val("%d %d %d"), of.fn.countAll(), of.fn.sum("version"), of.fn.max("contact.id")])
        .as("of"),
    )
    .where("kind", "in", kinds)
    .where("merged_into", "is", null)
    .where("removed_at", "is", null);
}

/** The member of staff or the advocate under whose handle the head of a story was written. */
export async function staffOfStory(db: Db, storyId: string): Promise<OurOwn | null> {
  const row = await db
    .selectFrom("story")
    .innerJoin("item", "item.id", "story.head_id")
    .innerJoin("contact_handle", (join) =>
      join.onRef("contact_handle.network", "=", "item.network").onRef("contact_handle.handle", "=", "item.handle"),
    )
    .innerJoin("contact", "contact.id", "contact_handle.contact_id")
    .select(["contact.public_id as id", "contact.name", "contact.kind"])
    .where("story.public_id", "=", storyId)
    .where("contact.kind", "in", kinds)
    .where("contact.removed_at", "is", null)
    .executeTakeFirst();
  return row && isOurs(row.kind) ? { id: row.id, name: row.name, kind: row.kind } : null;
}

function isOurs(kind: string): kind is OurOwn["kind"] {
  return kind === "staff" || kind === "advocate";
}
