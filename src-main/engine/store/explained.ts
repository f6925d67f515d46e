import type { Bucket, SentimentLabel, ShownSentiment } from "../../contract/values.ts";
import type { Db } from "./open.ts";

/** A story's first mention as it was judged. */
export type ExplainedHead = {
  readonly itemRowId: number;
  readonly title: string | null;
  readonly text: string;
  readonly lang: string | null;
  readonly label: SentimentLabel | null;
  readonly score: number | null;
  readonly confidence: number | null;
  readonly isCorrected: boolean;
  readonly shown: ShownSentiment;
  readonly bucket: Bucket;
  readonly decidedBy: "rule" | "scorer" | "person";
};

/** The first mention of a story, by the story's public id; null when there is none. */
export async function explainedHead(db: Db, storyId: string): Promise<ExplainedHead | null> {
  const row = await db
    .selectFrom("story")
    .innerJoin("item", "item.id", "story.head_id")
    .select(["item.id", "item.title", "item.text", "item.lang", "item.sentiment as label", "item.score"])
    .select(["item.confidence", "item.corrected_by", "story.sentiment as shown", "story.bucket", "story.decided_by"])
    .where("story.public_id", "=", storyId)
    .executeTakeFirst();
  if (!row) return null;
  const { id, corrected_by: correctedBy, decided_by: decidedBy, ...rest } = row;
  return { ...rest, itemRowId: id, isCorrected: correctedBy !== null, decidedBy };
}
