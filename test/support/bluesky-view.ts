import { refuse } from "./bluesky-records.ts";
import type { Answer, Person, Records, StoredRecord } from "./bluesky-records.ts";

type Json = Readonly<Record<string, unknown>>;
type Reply = { readonly root: { readonly uri: string }; readonly parent: { readonly uri: string } };

export type Notification = { readonly uri: string; readonly reason: string };
export type ViewState = {
  readonly people: readonly Person[];
  readonly notifications: readonly Notification[];
  /** Posts that cannot be answered, and people who do not let us see theirs. */
  readonly noReply: ReadonlySet<string>;
  readonly blocking: ReadonlySet<string>;
  /** Posts that the network has not indexed yet. */
  readonly unseen: ReadonlySet<string>;
};

const replyOf = ({ value }: StoredRecord): Reply | undefined => value["reply"] as Reply | undefined;
const didOf = (uri: string): string => uri.split("/")[2] ?? "";

/** What an AppView answers of the records of one server; only the calls and fields that are used. */
export function answerView(records: Records, state: ViewState, method: string, params: URLSearchParams): Answer {
  const posts = records
    .list("at://")
    .filter(({ uri }) => uri.includes("/app.bsky.feed.post/") && !state.unseen.has(uri));
  const byUri = new Map(posts.map((post) => [post.uri, post]));
  const found = (uri: string) => byUri.get(uri);
  const authorOf = (uri: string) => state.people.find(({ did }) => did === didOf(uri));
  const viewOf = ({ uri, cid, value, indexedAt }: StoredRecord) => ({
    uri,
    cid,
    record: value,
    indexedAt,
    author: authorOf(uri),
    viewer: { replyDisabled: state.noReply.has(uri) },
  });
  const above = (uri: string | undefined): Json | undefined => {
    if (uri === undefined) return undefined;
    const post = found(uri);
    if (!post) return { $type: "app.bsky.feed.defs#notFoundPost", uri, notFound: true };
    return { post: viewOf(post), parent: above(replyOf(post)?.parent.uri) };
  };
  const below = (uri: string): readonly Json[] =>
    posts
      .filter((post) => replyOf(post)?.parent.uri === uri)
      .map((post) => ({ post: viewOf(post), replies: below(post.uri) }));
  const paged = (field: string, all: readonly Json[]): Answer => {
    const from = Number(params.get("cursor") ?? 0);
    const to = from + Number(params.get("limit") ?? 50);
    return [200, { [field]: all.slice(from, to), ...(to < all.length && { cursor: String(to) }) }];
  };
  switch (method) {
    case "app.bsky.actor.getProfile":
      return [200, { ...state.people.find(({ did }) => did === params.get("actor")) }];
    case "app.bsky.feed.getPostThread": {
      const uri = params.get("uri") ?? "";
      const post = found(uri);
      if (state.blocking.has(didOf(uri)))
        return [200, { thread: { $type: "app.bsky.feed.defs#blockedPost", uri, blocked: true } }];
      if (!post) return refuse(400, "NotFound", `Post not found: ${uri}`);
      return [200, { thread: { ...above(uri), replies: below(uri) } }];
    }
    case "app.bsky.feed.searchPosts": {
      const words = (params.get("q") ?? "").toLowerCase();
      const hits = posts.filter(({ value }) => String(value["text"]).toLowerCase().includes(words));
      return paged("posts", newestFirst(hits).map(viewOf));
    }
    case "app.bsky.notification.listNotifications": {
      const told = state.notifications.flatMap(({ uri, reason }) => {
        const post = found(uri);
        return post ? [{ post, reason }] : [];
      });
      const sorted = told.toSorted((a, b) => (a.post.indexedAt < b.post.indexedAt ? 1 : -1));
      return paged(
        "notifications",
        sorted.map(({ post, reason }) => ({ ...viewOf(post), reason })),
      );
    }
    default:
      return refuse(501, "MethodNotImplemented", "Method Not Implemented");
  }
}

const newestFirst = (posts: readonly StoredRecord[]) =>
  posts.toSorted((a, b) => (a.indexedAt < b.indexedAt ? 1 : a.indexedAt > b.indexedAt ? -1 : 0));
