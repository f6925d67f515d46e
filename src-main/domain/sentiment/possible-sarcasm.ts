import type { ReadPost } from "./read-post.ts";

/** The words of a post that may be meant the other way ("oh great", "thanks for nothing"); null without any. For people to see, never acted on. */
export function possibleSarcasm({ feelings }: Pick<ReadPost, "feelings">): string | null {
  return feelings.find(({ kind }) => kind === "irony")?.words ?? null;
}
