import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Posted, ReplyPublisher, Told } from "../../src-main/ports/reply-publisher.ts";

export type LoopbackNetwork = {
  readonly url: string;
  /** Everything that was ever posted, in order. */
  readonly posts: readonly { readonly key: string; readonly text: string }[];
  /** Resolves with the next post, which is stored and not answered before `answer` is called. */
  readonly hold: () => { readonly stored: Promise<void>; readonly answer: () => void };
  readonly close: () => Promise<void>;
};

/** A network on loopback that forgets keys: what is sent twice stands there twice. */
export async function startLoopbackNetwork(): Promise<LoopbackNetwork> {
  const posts: { key: string; text: string }[] = [];
  let held: { readonly tell: () => void; readonly answered: Promise<void> } | null = null;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const answer = (body: unknown) => response.end(JSON.stringify(body));
      if (request.method === "GET") return answer(posts);
      posts.push(JSON.parse(Buffer.concat(chunks).toString()) as { key: string; text: string });
      const holding = held;
      held = null;
      holding?.tell();
      void (holding?.answered ?? Promise.resolve()).then(() => answer({ nth: posts.length }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    posts,
    hold: () => {
      let answer = () => {};
      const answered = new Promise<void>((resolve) => (answer = resolve));
      const stored = new Promise<void>((resolve) => {
        held = { tell: resolve, answered };
      });
      return { stored, answer };
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

type Hooks = {
  /** Awaited with the words in hand, before the request. */
  readonly beforeRequest: () => Promise<void>;
  /** Awaited with the answer in hand. */
  readonly afterAnswer: () => Promise<void>;
  /** A publisher that never looks: what the desk does to keep from posting twice is all that is left. */
  readonly isBlind: boolean;
};

const fine = <Value>(value: Value): Told<Value> => ({ ok: true, value });

/** Posts on that network by its own small protocol. */
export function createLoopbackPublisher(url: string, { beforeRequest, afterAnswer, isBlind }: Hooks): ReplyPublisher {
  const postedAs = (key: string, text: string): Posted => ({
    ...{ id: `post:${key}`, localId: null, url: `${url}/${encodeURIComponent(key)}`, parentId: "parent", text, at: 0 },
  });
  return {
    kind: "bluesky",
    keyProtectsMs: null,
    limits: () => Promise.resolve(fine({ maxCharacters: null, maxBytes: null, charactersPerLink: null })),
    signInAnew: () => Promise.resolve(fine(null)),
    prepare: ({ replyId }, at) => ({ key: replyId, createdAt: new Date(at).toISOString() }),
    readParent: () =>
      Promise.resolve(
        fine({
          state: "there" as const,
          ref: "parent",
          post: {
            ...{ id: "parent", localId: null, url: null, parentId: null, rootId: null, at: 0, lang: null },
            ...{ author: { id: "them", name: null, handle: "them" }, text: "Where is my refund?" },
          },
        }),
      ),
    reconcile: async (_account, { text }, { key }) => {
      const posts = (await (await fetch(url)).json()) as readonly { readonly key: string }[];
      return fine(!isBlind && posts.some((post) => post.key === key) ? postedAs(key, text) : null);
    },
    publish: async (_account, { text }, { prepared: { key } }) => {
      await beforeRequest();
      await fetch(url, { method: "POST", body: JSON.stringify({ key, text }) });
      await afterAnswer();
      return fine(postedAs(key, text));
    },
    thread: () => Promise.resolve(fine({ posts: [], isRootGone: false })),
    mentions: () => Promise.resolve(fine({ posts: [], cursor: null })),
    search: () => Promise.resolve(fine({ posts: [], cursor: null })),
  };
}
