import type { RemotePost } from "../../../ports/reply-publisher.ts";
import type { ConnectedRecord } from "../../store/account.ts";
import type { ParsedItem } from "../feed/parsed-feed.ts";

/** A post as an account hears it, in the form in which feeds bring theirs: what both bring is then told to be one. */
export function asEntry(post: RemotePost, account: Pick<ConnectedRecord, "kind" | "server" | "network">): ParsedItem {
  return {
    id: post.id,
    title: null,
    titleAsWritten: null,
    link: post.url,
    text: post.text,
    summary: null,
    author: post.author.name ?? post.author.handle,
    handle: handleOf(post, account),
    network: account.network,
    publishedAt: post.at,
    updatedAt: null,
    categories: [],
    lang: post.lang,
    replyUrl: null,
    enclosures: [],
    post: { parentId: post.parentId, rootId: post.rootId, authorId: post.author.id },
  };
}

/** As feeds of the network write it: "@ann@host" for Mastodon, also for those on the account's own server; "ann.example" for Bluesky. */
export function handleOf(
  { author }: Pick<RemotePost, "author">,
  { kind, server }: Pick<ConnectedRecord, "kind" | "server">,
): string {
  const name = author.handle.replace(/^@/, "");
  if (kind === "bluesky") return name;
  return `@${name.includes("@") ? name : `${name}@${URL.parse(server)?.host ?? ""}`}`;
}
