import type Database from "better-sqlite3";
import type { Bucket, Network, Resolution } from "../../src-main/contract/values.ts";

/** A cycle as a test or a bench writes it. Times in ms; left out = it did not happen. */
export type CycleRow = {
  readonly caseRowId?: number;
  readonly cycle?: number;
  readonly bucket?: Bucket;
  readonly source?: 1 | 2;
  readonly responds?: "first" | "next";
  readonly network?: Network;
  readonly department?: string | null;
  readonly owner?: number | null;
  readonly queuedAt: number;
  readonly targetMs?: number;
  readonly dueAt?: number | null;
  readonly firstOpenedAt?: number | null;
  readonly submittedAt?: number | null;
  readonly approvedAt?: number | null;
  readonly firstResponseAt?: number | null;
  readonly resolvedAt?: number | null;
  readonly resolution?: Resolution | null;
  readonly resolutionTargetMs?: number | null;
  readonly resolutionDueAt?: number | null;
  readonly publishedAt?: number | null;
  readonly activeMs?: number;
  readonly wrapMs?: number;
};

const idOf = (kind: string, row: number) => `${kind}${String(row).padStart(26 - kind.length, "0")}`;
export const sourceIdOf = (row: number) => idOf("0S", row);
export const caseIdOf = (row: number) => idOf("0C", row);

/** Writes cycles with their cases, stories and posts, one mention each; `clear` takes the ones of before away. */
export function writeCycles(raw: Database.Database, cycles: readonly CycleRow[], { clear = true } = {}): void {
  raw.transaction(() => {
    if (clear) {
      for (const table of ["approval_clock", "approval", "reply_revision", "reply_author", "reply", "private_path"])
        raw.exec(`DELETE FROM ${table}`);
      for (const table of ["activity", "case_cycle", "desk_case", "mention_watch", "story_member", "mention", "story"])
        raw.exec(`DELETE FROM ${table}`);
      raw.exec("DELETE FROM item; DELETE FROM slot_bucket;");
    }
    const source = raw.prepare(
      "INSERT OR IGNORE INTO source (id, public_id, url, name, network, created_at) VALUES (?, ?, ?, ?, 'news', 0)",
    );
    for (const row of [1, 2]) source.run(row, sourceIdOf(row), `https://s${row}.example/feed`, `Source ${row}`);
    const write = writers(raw);
    for (const [index, cycle] of cycles.entries()) write(cycle, cycle.caseRowId ?? index + 1);
  })();
}

function writers(raw: Database.Database): (cycle: CycleRow, row: number) => void {
  const item = raw.prepare(`
    INSERT OR IGNORE INTO item (id, public_id, source_id, key_hash, published_at, first_seen_at, content_hash, network, key, title, text)
    VALUES (?, ?, ?, ?, ?, ?, 'h', ?, ?, ?, 'My ferry is late.')`);
  const story = raw.prepare(`
    INSERT OR IGNORE INTO story (id, public_id, head_id, bucket, decided_by, reason, urgency, sentiment, newest_at, department)
    VALUES (?, ?, ?, ?, 'rule', '{}', 'normal', 'negative', ?, ?)`);
  const deskCase = raw.prepare(`
    INSERT OR IGNORE INTO desk_case (id, public_id, story_id, status, bucket, priority, owner_id, queued_at, target_ms, sort_at)
    VALUES (?, ?, ?, 'new', ?, 2, ?, ?, ?, 0)`);
  const row = raw.prepare(`
    INSERT INTO case_cycle (case_id, cycle, bucket, priority, queued_at, target_ms, due_at, first_opened_at, submitted_at, approved_at,
      first_response_at, resolved_at, resolution, responds, resolution_target_ms, resolution_due_at, source_id, network, published_at,
      first_seen_at, active_ms, wrap_ms)
    VALUES (?, ?, ?, 2, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  return (of, id) => {
    const { bucket = "care", queuedAt, network = "news", source = 1, targetMs = 3_600_000 } = of;
    const publishedAt = of.publishedAt === undefined ? queuedAt - 60_000 : of.publishedAt;
    item.run(id, idOf("0M", id), source, id, publishedAt ?? queuedAt, queuedAt, network, `k${id}`, `Post ${id}`);
    story.run(id, idOf("0T", id), id, bucket, queuedAt, of.department ?? null);
    deskCase.run(id, caseIdOf(id), id, bucket, of.owner ?? null, queuedAt, targetMs);
    row.run(
      ...[
        id,
        of.cycle ?? 1,
        bucket,
        queuedAt,
        targetMs,
        of.dueAt ?? null,
        of.firstOpenedAt ?? null,
        of.submittedAt ?? null,
      ],
      ...[of.approvedAt ?? null, of.firstResponseAt ?? null, of.resolvedAt ?? null, of.resolution ?? null],
      ...[of.responds ?? "first", of.resolutionTargetMs ?? null, of.resolutionDueAt ?? null, source, network],
      ...[publishedAt, queuedAt, of.activeMs ?? 0, of.wrapMs ?? 0],
    );
  };
}

/** Makes a mention of each post of `writeCycles`, alone in its story, so that they are listed and exported. */
export function writeMentions(raw: Database.Database): void {
  raw.exec(`
    INSERT OR IGNORE INTO mention (id, story_id, bucket, slot, slot_sentiment, is_first)
    SELECT item.id, item.id, 'care', 0, 'negative', 1 FROM item JOIN story ON story.id = item.id;
    UPDATE story SET reason = '{"says":{"code":"reason.addressed","params":{}}}' WHERE reason = '{}';
    INSERT OR IGNORE INTO story_member (story_id, mention_id, joined_at, reason) SELECT id, id, 0, 'alone' FROM mention;`);
}
