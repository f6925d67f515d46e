import type { makePosts } from "./posts.ts";
import type { Bench } from "./workspace.ts";

type StoredMentions = {
  readonly posts: ReturnType<typeof makePosts>;
  readonly watches: readonly { readonly name: string; readonly set: "own" | "competitor" | "topic" }[];
  /** The watches that match a post, by their place from 1; one that is named twice matches once. */
  readonly watchesOf: (post: number) => readonly number[];
};

/** Writes mentions as they stand after intake, each a story of its own; the way in itself is another bench's matter. */
export function storeMentions({ parts, source }: Bench, { posts, watches, watchesOf }: StoredMentions): void {
  const { raw } = parts.store;
  const item = raw.prepare(`
    INSERT INTO item (id, public_id, source_id, key_hash, published_at, first_seen_at, content_hash, network, lang, key, author, handle, text)
    VALUES (?, ?, ?, ?, ?, ?, '', 'microblog', 'en', ?, ?, ?, ?)`);
  const story = raw.prepare(`
    INSERT INTO story (id, public_id, head_id, bucket, decided_by, reason, urgency, sentiment, newest_at)
    VALUES (?, ?, ?, 'care', 'rule', '{}', 'normal', 'neutral', ?)`);
  const mention = raw.prepare(`
    INSERT INTO mention (id, story_id, bucket, slot, slot_sentiment, is_first)
    VALUES (?, ?, 'care', 0, 'neutral', 1)`);
  const watch = raw.prepare(
    "INSERT INTO watch (id, public_id, name, \"set\", query, saved_at) VALUES (?, ?, ?, ?, 'ferry', 0)",
  );
  const hit = raw.prepare("INSERT OR IGNORE INTO mention_watch (mention_id, watch_id, spans) VALUES (?, ?, '[]')");
  raw.transaction(() => {
    for (const [at, { name, set }] of watches.entries()) watch.run(at + 1, `watch-${at + 1}`, name, set);
    for (const [index, post] of posts.entries()) {
      const id = index + 1;
      const at = post.publishedAt ?? 0;
      item.run(id, `i${id}`, source.rowId, id, at, at, `k${id}`, post.author, post.handle, post.text);
      story.run(id, `s${id}`, id, at);
      mention.run(id, id);
      for (const place of watchesOf(index)) hit.run(id, place);
    }
  })();
}
