import { z } from "zod";
import type { RemotePost } from "../../ports/reply-publisher.ts";
import { permalinkOf, readAtUri } from "./post-address.ts";
import { PostRecord } from "./records.ts";
import type { StoredPost } from "./records.ts";

export const Author = z.object({
  did: z.string(),
  handle: z.string(),
  displayName: z.string().optional().catch(undefined),
});
type Author = z.infer<typeof Author>;

/** A post as the network as a whole shows it: postView, and a notification, which has the same fields. */
export const PostView = z.object({ uri: z.string(), author: Author, record: PostRecord, indexedAt: z.string() });

export function postOfView({ uri, author, record, indexedAt }: z.infer<typeof PostView>): RemotePost {
  return postOf({ uri, value: record }, author, timeOf(indexedAt));
}

/** `seenAt` = when the network first saw it (UTC ms): who wrote it says only when he says he did. */
export function postOf(
  { uri, value }: Pick<StoredPost, "uri" | "value">,
  author: Author,
  seenAt: number | null,
): RemotePost {
  const key = readAtUri(uri)?.key ?? "";
  const { did, handle } = author;
  const told = timeOf(value.createdAt);
  return {
    id: uri,
    localId: null,
    url: permalinkOf({ did, handle, key }),
    parentId: value.reply?.parent.uri ?? null,
    rootId: value.reply?.root.uri ?? null,
    author: { id: did, name: author.displayName || null, handle },
    text: value.text,
    at: told !== null && seenAt !== null ? Math.min(told, seenAt) : (told ?? seenAt ?? 0),
    lang: languageOf(value.langs),
  };
}

/** "pt-BR" is Portuguese. Several languages are none that is known. */
function languageOf(langs: readonly string[]): string | null {
  const [first, second] = new Set(langs.map((tag) => tag.slice(0, 2).toLowerCase()));
  return first !== undefined && second === undefined && /^[a-z]{2}$/.test(first) ? first : null;
}

function timeOf(text: string): number | null {
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
}
