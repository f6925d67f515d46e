import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { openStore } from "../../src-main/engine/store/open.ts";
import type { Store, Trx } from "../../src-main/engine/store/open.ts";
import { placeFreshWorkspace } from "../support/fresh-workspace.ts";

/** A fresh workspace in a temporary folder, gone when the test is over. */
export async function openTestStore(): Promise<Store> {
  const folder = mkdtempSync(join(tmpdir(), "watchroom-store-"));
  const file = join(folder, "desk.db");
  await placeFreshWorkspace(file);
  const store = await openStore({
    file,
    backups: join(folder, "backups"),
    holder: { what: "test", pid: process.pid, since: 1_750_000_000_000 },
  });
  onTestFinished(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });
  return store;
}

type Row = {
  readonly id: number;
  readonly title?: string | null;
  readonly text: string;
  readonly spellings?: string | null;
  readonly sourceId?: number;
  readonly slot?: number;
  readonly bucket?: "unsorted" | "analytics" | "pr" | "care";
  readonly sentiment?: "negative" | "neutral" | "positive" | "unsure";
};

export async function addSource(trx: Trx, id = 1): Promise<void> {
  await trx
    .insertInto("source")
    .values({
      id,
      public_id: `S${id}`,
      url: `https://gazette.example/${id}`,
      name: `Gazette ${id}`,
      network: "news",
      created_at: 0,
    })
    .execute();
}

/** A mention that is a story of its own, uncounted and not in the search index. */
export async function addMention(trx: Trx, { id, text, title = null, ...row }: Row): Promise<void> {
  const { bucket = "unsorted", sentiment = "neutral", slot = 0 } = row;
  await trx
    .insertInto("item")
    .values({
      id,
      public_id: `I${id}`,
      source_id: row.sourceId ?? 1,
      key_hash: id,
      key: String(id),
      published_at: id,
      first_seen_at: id,
      content_hash: "",
      network: "news",
      title,
      text,
      spellings: row.spellings ?? null,
    })
    .execute();
  await trx
    .insertInto("story")
    .values({
      id,
      public_id: `T${id}`,
      head_id: id,
      bucket,
      decided_by: "rule",
      reason: "",
      urgency: "normal",
      sentiment,
      newest_at: id,
    })
    .execute();
  await trx
    .insertInto("mention")
    .values({ id, story_id: id, bucket, slot, slot_sentiment: sentiment, is_first: 1 })
    .execute();
}
