import { setImmediate as turn } from "node:timers/promises";
import { json, notFound, page, refused, signedIn } from "./answers.ts";
import type { Answer, Route } from "./answers.ts";
import { ancestorsOf, descendantsOf, statusEntity } from "./entities.ts";
import { removePost, storePost } from "./state.ts";
import type { FakePost, FakeToken, ServerState } from "./state.ts";
import type { SeenRequest } from "./switches.ts";

const keyHoldsMs = 3_600_000;
const visibilities: readonly string[] = ["public", "unlisted", "private", "direct"];

/** Writing, reading and taking away posts, and what stands around one. */
export function statusRoutes(state: ServerState): readonly Route[] {
  const one = /^\/api\/v1\/statuses\/([^/]+)$/;
  const byId = (id: string | undefined) => state.posts.find((post) => post.id === id);
  return [
    {
      method: "POST",
      path: /^\/api\/v1\/statuses$/,
      answer: signedIn(state, "write:statuses", (token, request) => publish(state, token, request)),
    },
    {
      method: "GET",
      path: one,
      answer: signedIn(state, "read:statuses", ({ account }, _request, [id]) => {
        const post = byId(id);
        // Who is blocked sees a post of the blocker as little as one that is gone.
        if (!post || isBlocked(state, post, account.id)) return notFound();
        return json(statusEntity(state, post));
      }),
    },
    {
      method: "DELETE",
      path: one,
      answer: signedIn(state, "write:statuses", ({ account }, _request, [id]) => {
        const post = byId(id);
        if (!post || post.author.id !== account.id) return notFound();
        removePost(state, post.id);
        return json({ ...statusEntity(state, post), text: post.text });
      }),
    },
    {
      method: "GET",
      path: /^\/api\/v1\/statuses\/([^/]+)\/context$/,
      answer: signedIn(state, "read:statuses", (_token, _request, [id]) => {
        const post = byId(id);
        if (!post) return notFound();
        return json({
          ancestors: ancestorsOf(state, post).map((above) => statusEntity(state, above)),
          descendants: descendantsOf(state, post.id, state.switches.contextLevels).map((below) =>
            statusEntity(state, below),
          ),
        });
      }),
    },
    {
      method: "GET",
      path: /^\/@([^/]+)\/(\d+)$/,
      answer: (_request, [, id]) => {
        const post = byId(id);
        return post ? page(`<p>A post</p>`) : page("Not here", 404);
      },
    },
  ];
}

const isBlocked = (state: ServerState, { author }: FakePost, reader: string): boolean =>
  author.host === null && state.blocks.has(`${author.id} ${reader}`);

async function publish(state: ServerState, { account }: FakeToken, request: SeenRequest): Promise<Answer> {
  const { keys, switches } = state;
  const key = switches.keys === "ignored" ? undefined : request.headers["idempotency-key"];
  const name = `${account.id} ${key}`;
  const used = key === undefined ? undefined : keys.get(name);
  const old = used && used.until > state.now() ? state.posts.find(({ id }) => id === used.postId) : undefined;
  // The same key gives the first post, whatever the words are.
  if (old) return json(statusEntity(state, old));
  // Between the look and the post stands the database: others pass in the meantime.
  if (switches.keys === "raced") await passOthers();
  const fault = findFault(state, request);
  if (fault) return fault;
  const { status: text = "", in_reply_to_id: parentId, visibility, language } = request.body;
  const isParentThere = state.posts.some(({ id }) => id === parentId);
  const post = storePost(state, {
    author: account,
    text,
    inReplyToId: parentId !== undefined && isParentThere ? parentId : null,
    ...(visibility !== undefined && { visibility }),
    ...(language !== undefined && { language }),
  });
  if (key !== undefined) keys.set(name, { postId: post.id, until: state.now() + keyHoldsMs });
  return json(statusEntity(state, post));
}

/** What came over other connections by now has its turn. */
async function passOthers(): Promise<void> {
  for (let turns = 0; turns < 200; turns += 1) await turn();
}

function findFault({ posts, switches }: ServerState, { body }: SeenRequest): Answer | null {
  const { status: text = "", in_reply_to_id: parentId, visibility } = body;
  if (text.trim() === "") return refused(422, "Validation failed: Text can't be blank");
  if (visibility !== undefined && !visibilities.includes(visibility))
    return refused(422, "Validation failed: Visibility is not included in the list");
  if (countCharacters(text, switches.charactersPerLink) > switches.maxCharacters)
    return refused(422, `Validation failed: Text character limit of ${switches.maxCharacters} exceeded`);
  if (parentId === undefined || posts.some(({ id }) => id === parentId)) return null;
  if (switches.missingParent === "fault") return { status: 500, body: "Internal Server Error" };
  if (switches.missingParent === "top-level") return null;
  return refused(404, "The post you are trying to reply to does not appear to exist.");
}

/** Graphemes; a link counts as fixed, a remote handle as its local part. */
function countCharacters(text: string, perLink: number): number {
  const counted = text.replace(/https?:\/\/\S+/g, "x".repeat(perLink)).replace(/(@[\w.]+)@[\w.:-]+\w/g, "$1");
  return [...new Intl.Segmenter("en", { granularity: "grapheme" }).segment(counted)].length;
}
