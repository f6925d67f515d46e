import type {
  AccountDoors,
  ConnectedAccount,
  NetworkTrouble,
  Posted,
  PublisherKind,
  RemotePost,
  ReplyIntent,
  ReplyPublisher,
  ReplyPublishers,
  Told,
} from "../../src-main/ports/reply-publisher.ts";

/** What the next call of a kind meets. `arrives`: the words stand there although the answer says otherwise. */
export type Mishap = { readonly trouble: NetworkTrouble; readonly arrives?: boolean };

export type FakeNetwork = {
  readonly kind: PublisherKind;
  /** Posts of ours, in order. */
  readonly posted: (Posted & { readonly key: string; readonly account: string })[];
  readonly calls: string[];
  /** Answers for calls in order, by method; what is left out goes well. */
  readonly mishaps: Partial<
    Record<"limits" | "signInAnew" | "readParent" | "reconcile" | "publish", (Mishap | null)[]>
  >;
  /** What became of the post that is answered, by its permalink; the same words as at the desk where none is given. */
  readonly parents: Map<string, { readonly state: "there" | "gone" | "blocked"; readonly text: string }>;
  /** The server forgets keys: the same one a second time is a second post. */
  ignoresKeys: boolean;
  /** A reply loses its parent on the way. */
  losesParents: boolean;
  keyProtectsMs: number | null;
  /** Awaited before a post is stored: to look at what the desk holds meanwhile. */
  beforePublish: () => Promise<void>;
  readonly publisher: ReplyPublisher;
};

const fine = <Value>(value: Value): Told<Value> => ({ ok: true, value });

export const troubleOf = (
  kind: NetworkTrouble["class"],
  more: Partial<Pick<NetworkTrouble, "retryAfterMs">> = {},
): NetworkTrouble => ({
  class: kind,
  says: { code: `fetch.${kind === "offline" ? "offline" : "timed-out"}`, params: {} },
  ...more,
});

/** A network in memory, behind the port: it does what it is told, and remembers every post. */
export function createFakeNetwork(kind: PublisherKind = "bluesky"): FakeNetwork {
  const network: FakeNetwork = {
    kind,
    posted: [],
    calls: [],
    mishaps: {},
    parents: new Map(),
    ignoresKeys: false,
    losesParents: false,
    keyProtectsMs: null,
    beforePublish: () => Promise.resolve(),
    publisher: {
      kind,
      get keyProtectsMs() {
        return network.keyProtectsMs;
      },
      limits: () =>
        Promise.resolve(after("limits") ?? fine({ maxCharacters: 300, maxBytes: 3000, charactersPerLink: null })),
      signInAnew: () => Promise.resolve(after("signInAnew") ?? fine(null)),
      prepare: ({ replyId }, at) => ({ key: `${replyId}-${at}`, createdAt: new Date(at).toISOString() }),
      readParent: (_account, intent) => Promise.resolve(after("readParent") ?? fine(parentState(network, intent))),
      reconcile: (_account, _intent, { key }) =>
        Promise.resolve(after("reconcile") ?? fine(network.posted.find((post) => post.key === key) ?? null)),
      publish: async (account, intent, { prepared }) => {
        await network.beforePublish();
        const mishap = network.mishaps.publish?.shift() ?? null;
        network.calls.push("publish");
        if (mishap && mishap.arrives !== true) return { ok: false, trouble: mishap.trouble };
        const known = network.posted.find((post) => post.key === prepared.key);
        const post = known && !network.ignoresKeys ? known : store(network, account, { intent, key: prepared.key });
        return mishap ? { ok: false, trouble: mishap.trouble } : fine(post);
      },
      thread: () => Promise.resolve(fine({ posts: [], isRootGone: false })),
      mentions: () => Promise.resolve(fine({ posts: [], cursor: null })),
      search: () => Promise.resolve(fine({ posts: [], cursor: null })),
    },
  };
  function after(call: "limits" | "signInAnew" | "readParent" | "reconcile"): Told<never> | null {
    network.calls.push(call);
    const mishap = network.mishaps[call]?.shift() ?? null;
    return mishap && { ok: false, trouble: mishap.trouble };
  }
  return network;
}

const parentIdOf = (url: string): string => `at://${url}`;

function parentState(network: FakeNetwork, { parentUrl }: ReplyIntent) {
  const parent = network.parents.get(parentUrl) ?? { state: "there" as const, text: "Where is my refund?" };
  if (parent.state !== "there") return { state: parent.state };
  const post: RemotePost = {
    ...{ id: parentIdOf(parentUrl), localId: null, url: parentUrl, parentId: null, rootId: null },
    author: { id: "did:them", name: null, handle: "them" },
    ...{ text: parent.text, at: 0, lang: null },
  };
  return { state: "there" as const, post, ref: parentIdOf(parentUrl) };
}

function store(
  network: FakeNetwork,
  account: ConnectedAccount,
  { intent, key }: { readonly intent: ReplyIntent; readonly key: string },
) {
  const id = `at://${account.remoteId}/${network.posted.length + 1}`;
  const post = {
    ...{ id, localId: null, url: `${account.server}/p/${network.posted.length + 1}` },
    parentId: network.losesParents ? null : parentIdOf(intent.parentUrl),
    ...{ text: intent.text, at: 0, key, account: account.id },
  };
  network.posted.push(post);
  return post;
}

/** Two networks in memory, and doors that let in whoever says "right". */
export function createFakeNetworks() {
  const bluesky = createFakeNetwork("bluesky");
  const mastodon = createFakeNetwork("mastodon");
  const publishers: ReplyPublishers = { bluesky: bluesky.publisher, mastodon: mastodon.publisher };
  const revoked: string[] = [];
  const limits = { maxCharacters: 500, maxBytes: null, charactersPerLink: 23 };
  const refused = { ok: false as const, trouble: troubleOf("auth") };
  const revoke = ({ id }: ConnectedAccount) => {
    revoked.push(id);
    return Promise.resolve(fine(null));
  };
  const accountDoors: AccountDoors = {
    bluesky: {
      withPassword: ({ server, handle, password }) =>
        Promise.resolve(
          password === "right"
            ? fine({ remoteId: `did:${handle}`, handle, name: null, server, limits, secret: `secret of ${handle}` })
            : refused,
        ),
      revoke,
    },
    mastodon: {
      begin: ({ server }) => Promise.resolve(fine({ authorizeUrl: `${server}/oauth/authorize`, ticket: server })),
      finish: (ticket, code) =>
        Promise.resolve(
          code === "right"
            ? fine({ remoteId: "7", handle: "whimbrel", name: "Whimbrel", server: ticket, limits, secret: "token" })
            : refused,
        ),
      revoke,
    },
  };
  return { bluesky, mastodon, publishers, accountDoors, revoked };
}
