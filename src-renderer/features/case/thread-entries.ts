import type { ThreadPost } from "../../../src-main/contract/conversation.ts";
import type { CaseDetail } from "../../../src-main/contract/methods/cases.ts";
import type { MentionDetail } from "../../../src-main/contract/methods/mentions.ts";

/** One thing in the thread. `post` = what the network's conversation knows of it; null = nothing. */
export type ThreadEntry = { readonly key: string; readonly at: number } & (
  | { readonly kind: "original" | "answer"; readonly mention: MentionDetail; readonly post: ThreadPost | null }
  | { readonly kind: "ours"; readonly reply: CaseDetail["replies"][number]; readonly post: ThreadPost | null }
  | { readonly kind: "beside"; readonly post: ThreadPost }
  | { readonly kind: "note"; readonly note: CaseDetail["notes"][number] }
);

/** The mention that the story's row shows; else the first one. */
export function originalOf({ story, mentions }: CaseDetail): MentionDetail | undefined {
  return mentions.find((mention) => mention.url === story.url && mention.source === story.source) ?? mentions[0];
}

/** Everything that was said, in order and in both directions, with the desk's own notes; each post once. */
export function threadOf(detail: CaseDetail): readonly ThreadEntry[] {
  const { mentions, notes, replies, conversation } = detail;
  const original = originalOf(detail);
  const mentionOf = new Map(mentions.map((mention) => [mention.id, mention]));
  const sent = replies.filter(({ state }) => state === "sent");
  const postOf = (reply: CaseDetail["replies"][number]) =>
    conversation.posts.find(({ replyId }) => replyId === reply.id) ?? null;
  const shownReplies = new Set(sent.map(({ id }) => id));
  const told = conversation.posts.flatMap((post): ThreadEntry[] => {
    if (post.replyId !== null && shownReplies.has(post.replyId)) return [];
    if (post.mentionId !== null && post.mentionId === original?.id) return [];
    const mention = post.mentionId === null ? undefined : mentionOf.get(post.mentionId);
    const one = { key: `post-${post.key}`, at: post.at };
    return [mention ? { ...one, kind: "answer", mention, post } : { ...one, kind: "beside", post }];
  });
  const originalPost = conversation.posts.find(({ mentionId }) => mentionId !== null && mentionId === original?.id);
  const entries: ThreadEntry[] = [
    ...(original
      ? [
          {
            key: "original",
            kind: "original",
            at: original.publishedAt,
            mention: original,
            post: originalPost ?? null,
          } as const,
        ]
      : []),
    ...told,
    ...notes.map((note) => ({ key: note.id, kind: "note", at: note.at, note }) as const),
    ...sent.map(
      (reply) =>
        ({ key: reply.id, kind: "ours", at: reply.sentAt ?? reply.savedAt, reply, post: postOf(reply) }) as const,
    ),
  ];
  return entries.toSorted((one, other) => one.at - other.at || rankOf(one) - rankOf(other));
}

/** Of the same moment what they wrote stands first. */
const rankOf = ({ kind }: ThreadEntry): number => (kind === "original" ? 0 : kind === "beside" ? 1 : 2);

/** How many copies of a story are answers to us, and no copies in a reader's sense. */
export const answersIn = (entries: readonly ThreadEntry[]): number =>
  entries.filter(({ kind }) => kind === "answer").length;
