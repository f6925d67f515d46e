import type { Bucket, CaseStatus } from "../../contract/values.ts";
import type { Db } from "./open.ts";

/** Where the story of an item stands; `caseStatus` null = it was never queued. */
export type StoryOfItem = {
  readonly id: string;
  readonly version: number;
  readonly bucket: Bucket;
  readonly caseStatus: CaseStatus | null;
  /** Its case was closed before and opened again. */
  readonly isReopened: boolean;
};

/** The story of the item that a source, by its key, has under an address; null when no watch made it a mention. */
export async function storyOfItem(
  db: Db,
  { sourceKey, url }: { readonly sourceKey: string; readonly url: string },
): Promise<StoryOfItem | null> {
  const row = await db
    .selectFrom("item")
    .innerJoin("source", "source.id", "item.source_id")
    .innerJoin("mention", "mention.id", "item.id")
    .innerJoin("story", "story.id", "mention.story_id")
    .leftJoin("desk_case", "desk_case.story_id", "story.id")
    .select(["story.public_id", "story.version", "story.bucket", "desk_case.status", "desk_case.cycle"])
    .where("source.key", "=", sourceKey)
    .where("item.url", "=", url)
    .executeTakeFirst();
  if (!row) return null;
  const isReopened = (row.cycle ?? 0) > 1;
  return { id: row.public_id, version: row.version, bucket: row.bucket, caseStatus: row.status, isReopened };
}
