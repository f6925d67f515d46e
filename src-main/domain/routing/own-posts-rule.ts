import type { Rule } from "./rule.ts";

/**
 * The rule that keeps our own posts out of the queue, from the names and handles under which the firm writes; null without any.
 * It goes before all others.
 */
export function ownPostsRule(authors: readonly string[]): Rule | null {
  const names = authors
    .map((author) => author.replace(/^@/, "").replaceAll('"', " ").trim())
    .filter((author) => /[\p{L}\p{N}]/u.test(author));
  if (names.length === 0) return null;
  return {
    id: "own-posts",
    name: "Our own posts",
    when: { query: [...new Set(names)].map((name) => `author:"${name}"`).join(" OR ") },
    then: { bucket: "analytics", labels: ["own"] },
    stop: true,
    reason: "Written by us: counted, never queued, and shown as an answer in its thread.",
  };
}
