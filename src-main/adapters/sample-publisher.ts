import type {
  AccountDoors,
  ConnectedAccount,
  NetworkTrouble,
  RemotePost,
  ReplyPublisher,
  ReplyPublishers,
  Told,
} from "../ports/reply-publisher.ts";
import type { SampleContent, SampleItem } from "../ports/sample-content.ts";

export type SampleNetworkParts = {
  readonly content: Pick<SampleContent, "items">;
  /** The end of the four weeks, chosen when the sample was built. */
  readonly now: () => Promise<number>;
  /** The moment of the request. */
  readonly at: () => number;
};

/** The account that the sample's firm has there. */
export const sampleAccount = {
  server: "https://murmur.example",
  handle: "whimbrel",
  remoteId: "whimbrel",
  limits: { maxCharacters: 500, maxBytes: null, charactersPerLink: 23 },
} as const;

/** Whom we answered answers us once, this long after. */
const answersAfterMs = 4 * 60_000;
const whatTheySay = [
  "Thank you for answering. When will I hear more?",
  "OK. And what do I do until then?",
  "Thanks. It has still not arrived though, can you look again?",
] as const;

const fine = <Value>(value: Value): Promise<Told<Value>> => Promise.resolve({ ok: true, value });

const refused: NetworkTrouble = { class: "permanent", says: { code: "sampleNetwork.onlySample", params: {} } };
const refuse = (): Promise<{ readonly ok: false; readonly trouble: NetworkTrouble }> =>
  Promise.resolve({ ok: false, trouble: refused });

type Threads = {
  /** The post with everything above it, the first one first; what the sample does not know is left out. */
  readonly chainOf: (url: string) => Promise<readonly RemotePost[]>;
  readonly threadOf: (url: string) => Promise<readonly RemotePost[]>;
};

function createThreads({ content, now, at }: SampleNetworkParts): Threads {
  const itemAt = async (url: string): Promise<SampleItem | undefined> =>
    content.items(await now()).find(({ link }) => link === url || new URL(link).href === url);

  async function chainOf(url: string): Promise<readonly RemotePost[]> {
    const parentUrl = parentOf(url);
    if (parentUrl === null) {
      const item = await itemAt(url);
      return item ? [postOfItem(item, url)] : [];
    }
    const above = await chainOf(parentUrl);
    return [...above, postAt(url, { parentUrl, above })];
  }

  return {
    chainOf,
    threadOf: async (url) => {
      const chain = await chainOf(url);
      const ours = chain.at(-1);
      if (ours === undefined) return [strangerAt(url)];
      const answer = answerTo(ours, chain);
      return answer && answer.at <= at() ? [...chain, answer] : chain;
    },
  };
}

/**
 * The sample's own network: nothing that is posted there reaches anybody. Each address names what its post answers, so that a
 * thread can be read without anything being kept; whoever is answered writes back once, a few minutes later.
 */
export function createSampleNetworks(parts: SampleNetworkParts): {
  readonly publishers: ReplyPublishers;
  readonly accountDoors: AccountDoors;
} {
  const posted = new Map<string, RemotePost>();
  const threads = createThreads(parts);
  const publisher: ReplyPublisher = {
    kind: "mastodon",
    keyProtectsMs: null,
    limits: () => fine(sampleAccount.limits),
    signInAnew: () => fine(null),
    prepare: ({ replyId }, preparedAt) => ({ key: replyId, createdAt: new Date(preparedAt).toISOString() }),
    ...postingTo(posted, parts, threads),
    ...listeningTo(posted, parts, threads),
  };
  const nobody: ReplyPublisher = {
    ...publisher,
    kind: "bluesky",
    ...{ limits: refuse, signInAnew: refuse, readParent: refuse, reconcile: refuse, publish: refuse },
    ...{ thread: refuse, mentions: refuse, search: refuse },
  };
  const shut = { begin: refuse, finish: refuse, withPassword: refuse, revoke: () => fine(null) };
  return { publishers: { mastodon: publisher, bluesky: nobody }, accountDoors: { mastodon: shut, bluesky: shut } };
}

type Posted = Map<string, RemotePost>;

function postingTo(
  posted: Posted,
  { at }: SampleNetworkParts,
  { chainOf }: Threads,
): Pick<ReplyPublisher, "readParent" | "reconcile" | "publish"> {
  return {
    readParent: async (_, { parentUrl }) => {
      const post = (await chainOf(parentUrl)).at(-1);
      return fine(post ? { state: "there" as const, post, ref: post.id } : { state: "gone" as const });
    },
    reconcile: (_account, _intent, { key }) => {
      const post = posted.get(key);
      return fine(post ? asPosted(post) : null);
    },
    publish: async ({ server, handle }, { text }, { prepared, parentRef }) => {
      const known = posted.get(prepared.key);
      const url = addressOf({ server, handle, at: at(), parentUrl: parentRef });
      const post = known ?? { ...postAt(url, { parentUrl: parentRef, above: await chainOf(parentRef) }), text };
      posted.set(prepared.key, post);
      return fine(asPosted(post));
    },
  };
}

function listeningTo(
  posted: Posted,
  { content, now, at }: SampleNetworkParts,
  { chainOf, threadOf }: Threads,
): Pick<ReplyPublisher, "thread" | "mentions" | "search"> {
  return {
    thread: async (_, { id, url }) => fine({ posts: await threadOf(url ?? id), isRootGone: false }),
    mentions: async (_, cursor) => {
      const answers: RemotePost[] = [];
      for (const post of posted.values()) {
        const answer = answerTo(post, await chainOf(post.id));
        if (answer && answer.at <= at() && answer.at > Number(cursor ?? 0)) answers.push(answer);
      }
      return fine({ posts: answers.toSorted((a, b) => a.at - b.at), cursor: String(at()) });
    },
    search: async (_, words, cursor) => {
      const from = cursor === null ? at() - 24 * 60 * 60_000 : Number(cursor);
      const found = content
        .items(await now())
        .filter(({ publishedAt }) => publishedAt > from && publishedAt <= at())
        .filter(({ link, text }) => isHere(link) && text.toLowerCase().includes(words.toLowerCase()));
      return fine({ posts: found.map((item) => postOfItem(item, item.link)), cursor: String(at()) });
    },
  };
}

const isHere = (url: string): boolean => URL.parse(url)?.origin === sampleAccount.server;

type Addressed = Pick<ConnectedAccount, "server" | "handle"> & { readonly at: number; readonly parentUrl: string };

/** "https://murmur.example/@whimbrel/1794909661000?to=murmur.example%2F%40hettie%2F111". */
function addressOf({ server, handle, at, parentUrl }: Addressed): string {
  const to = new URLSearchParams({ to: parentUrl.replace(/^https:\/\//, "") });
  return `${server}/@${handle}/${at}?${to.toString()}`;
}

function parentOf(url: string): string | null {
  const to = URL.parse(url)?.searchParams.get("to") ?? null;
  return to === null ? null : `https://${to}`;
}

function postOfItem({ text, author, handle, publishedAt, lang }: SampleItem, url: string): RemotePost {
  const name = (handle ?? author ?? "somebody").replace(/^@/, "");
  return {
    ...{ id: url, localId: null, url, parentId: null, rootId: null, text, at: publishedAt, lang },
    author: { id: name, name: author, handle: name },
  };
}

/** A post whose address says who wrote it, when, and what it answers; the words of ours are at the desk. */
function postAt(
  url: string,
  { parentUrl, above }: { readonly parentUrl: string; readonly above: readonly RemotePost[] },
): RemotePost {
  const [, name = "", time = "0"] = /^\/@([^/]+)\/(\d+)$/.exec(new URL(url).pathname) ?? [];
  const said = above.find(({ author }) => author.handle.split("@")[0] === name);
  const isOurs = name === sampleAccount.handle;
  return {
    ...{ id: url, localId: null, url, parentId: parentUrl, rootId: above[0]?.id ?? parentUrl, lang: "en" },
    author: isOurs
      ? { id: sampleAccount.remoteId, name: null, handle: `${name}@murmur.example` }
      : (said?.author ?? { id: name, name, handle: `${name}@murmur.example` }),
    text: isOurs ? "" : wordsFor(Number(time)),
    at: Number(time),
  };
}

/** What stands where somebody says that they posted by hand: nothing is known of it but that it is there. */
function strangerAt(url: string): RemotePost {
  const author = { id: sampleAccount.remoteId, name: null, handle: `${sampleAccount.handle}@murmur.example` };
  return { ...{ id: url, localId: null, url, parentId: null, rootId: null, text: "", at: 0, lang: null }, author };
}

/** They write back to the first thing that we said to them, and not to the next. */
function answerTo(ours: RemotePost, chain: readonly RemotePost[]): RemotePost | null {
  const [first] = chain;
  if (!first || chain.length !== 2 || ours.parentId === null) return null;
  const at = ours.at + answersAfterMs;
  const handle = first.author.handle.split("@")[0] ?? "somebody";
  const url = addressOf({ server: sampleAccount.server, handle, at, parentUrl: ours.id });
  return { ...postAt(url, { parentUrl: ours.id, above: chain }), author: first.author };
}

function wordsFor(at: number): string {
  return whatTheySay[Math.floor(at / 1000) % whatTheySay.length] ?? whatTheySay[0];
}

const asPosted = ({ id, localId, url, parentId, text, at }: RemotePost) => ({
  ...{ id, localId, url: url ?? id, parentId, text, at },
});
