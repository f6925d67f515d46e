import type {
  ConnectedAccount,
  NetworkTrouble,
  PublisherKind,
  RemotePost,
  ReplyPublisher,
  ReplyPublishers,
  Told,
} from "../../src-main/ports/reply-publisher.ts";
import type { Clock } from "../../src-main/ports/clock.ts";

/** A post on the fake network; ids are addresses on its host. */
export type FakePost = RemotePost & { readonly isGone: boolean };

export type FakeNetwork = {
  readonly publisher: ReplyPublisher;
  readonly publishers: ReplyPublishers;
  /** Somebody posts; the answer to `parentId`, or a new thread. */
  readonly post: (said: {
    readonly by: string;
    readonly text: string;
    readonly parentId?: string | null;
    /** Who is named besides the author of the parent, as handles. */
    readonly names?: readonly string[];
  }) => RemotePost;
  readonly remove: (id: string) => void;
  /** What every request gets from now on; null = the line is well. */
  readonly fail: (trouble: NetworkTrouble | null) => void;
  /** Notifications of these posts get lost. */
  readonly lose: (id: string) => void;
  /** Every request: what was asked, and of whom. */
  readonly asked: { readonly what: string; readonly about: string }[];
  readonly posts: () => readonly FakePost[];
};

type Parts = { readonly clock: Pick<Clock, "now">; readonly kind?: PublisherKind; readonly host?: string };

/** A social network in memory, at the port: it keeps posts and threads, notifies, searches, and fails as it is told to. */
export function createFakeNetwork({ clock, kind = "mastodon", host = "social.example" }: Parts): FakeNetwork {
  const posts: FakePost[] = [];
  const byId = (id: string | null) => posts.find((post) => post.id === id || post.url === id);
  const lost = new Set<string>();
  const named = new Map<string, readonly string[]>();
  const asked: { what: string; about: string }[] = [];
  let trouble: NetworkTrouble | null = null;

  const add: FakeNetwork["post"] = ({ by, text, parentId = null, names = [] }) => {
    const number = 1000 + posts.length;
    const parent = byId(parentId);
    const post: FakePost = {
      id: `https://${host}/users/${by}/statuses/${number}`,
      localId: String(number),
      url: `https://${host}/@${by}/${number}`,
      parentId: parent?.id ?? parentId,
      rootId: parent ? (parent.rootId ?? parent.id) : null,
      author: { id: `id-${by}`, name: by, handle: `${by}@${host}` },
      text,
      at: clock.now(),
      lang: "en",
      isGone: false,
    };
    posts.push(post);
    named.set(post.id, [...names, ...(parent ? [parent.author.handle] : [])]);
    return post;
  };

  const answer = <Value>(what: string, about: string, value: () => Value): Promise<Told<Value>> => {
    asked.push({ what, about });
    return Promise.resolve(trouble ? { ok: false, trouble } : { ok: true, value: value() });
  };

  /** Everything that was posted after the one that the cursor names. */
  const newer = (cursor: string | null, isWanted: (post: FakePost) => boolean) => {
    const from = cursor === null ? 0 : Number(cursor);
    const found = posts.slice(from).filter((post) => !post.isGone && isWanted(post));
    return { posts: found, cursor: String(posts.length) };
  };

  const threadOf = (id: string) => {
    const post = byId(id);
    if (!post || post.isGone) return { posts: [], isRootGone: true };
    const root = byId(post.rootId ?? post.id);
    const all = posts.filter((one) => (one.rootId ?? one.id) === (post.rootId ?? post.id));
    return { posts: all.filter(({ isGone }) => !isGone), isRootGone: root?.isGone ?? true };
  };

  const publisher: ReplyPublisher = {
    kind,
    keyProtectsMs: null,
    limits: (account) =>
      answer("limits", account.handle, () => ({ maxCharacters: 500, maxBytes: null, charactersPerLink: 23 })),
    signInAnew: () => Promise.resolve({ ok: true, value: null }),
    prepare: (intent, at) => ({ key: `key-${intent.replyId}`, createdAt: new Date(at).toISOString() }),
    readParent: (_, { parentUrl, parentKey }) =>
      answer("readParent", parentUrl, () => {
        const post = byId(parentKey) ?? byId(parentUrl);
        return post && !post.isGone ? { state: "there" as const, post, ref: post.id } : { state: "gone" as const };
      }),
    reconcile: (account, { text }) =>
      answer("reconcile", text, () => {
        const found = posts.find((post) => isBy(post, account) && post.text === text);
        return found ? asPosted(found) : null;
      }),
    publish: (account, { text }, { parentRef }) =>
      answer("publish", text, () => {
        const by = account.handle.split("@")[0] ?? "";
        return asPosted(add({ by, text, parentId: parentRef }));
      }),
    thread: (_, { id, url }) => answer("thread", id, () => threadOf(byId(id)?.id ?? url ?? id)),
    mentions: (account, cursor) =>
      answer("mentions", account.handle, () =>
        newer(
          cursor,
          (post) =>
            !lost.has(post.id) &&
            !isBy(post, account) &&
            (named.get(post.id) ?? []).some((one) => isHandle(one, account)),
        ),
      ),
    search: (_, words, cursor) =>
      answer("search", words, () => newer(cursor, ({ text }) => text.toLowerCase().includes(words.toLowerCase()))),
  };
  return {
    publisher,
    publishers: { bluesky: publisher, mastodon: publisher },
    post: add,
    remove: (id) => {
      const at = posts.findIndex((post) => post.id === id);
      const post = posts[at];
      if (post) posts[at] = { ...post, isGone: true };
    },
    fail: (next) => void (trouble = next),
    lose: (id) => void lost.add(id),
    asked,
    posts: () => posts,
  };
}

const isHandle = (handle: string, account: ConnectedAccount): boolean =>
  handle.split("@")[0] === account.handle.split("@")[0];
const isBy = (post: RemotePost, account: ConnectedAccount): boolean => isHandle(post.author.handle, account);
const asPosted = ({ id, localId, url, parentId, text, at }: RemotePost) => ({
  ...{ id, localId, url: url ?? id, parentId, text, at },
});

/** A desk without a network to post on: whoever asks one all the same is told that there is none. */
export function noNetworks(): ReplyPublishers {
  const network = createFakeNetwork({ clock: { now: () => 0 } });
  network.fail({ class: "offline", says: { code: "fetch.offline", params: {} } });
  return network.publishers;
}
