import { json, notFound, signedIn } from "./answers.ts";
import type { Answer, Route } from "./answers.ts";
import { notificationEntity, statusEntity } from "./entities.ts";
import type { FakePost, ServerState } from "./state.ts";
import type { SeenRequest } from "./switches.ts";

/** The description of the server, own posts, notifications, relationships and search. */
export function listeningRoutes(state: ServerState): readonly Route[] {
  return [
    {
      method: "GET",
      path: /^\/api\/v2\/instance$/,
      answer: described(state, () => (state.switches.instance === "v2" ? json(instance(state, "domain")) : notFound())),
    },
    {
      method: "GET",
      path: /^\/api\/v1\/instance$/,
      answer: described(state, () => (state.switches.instance === "none" ? notFound() : json(instance(state, "uri")))),
    },
    {
      method: "GET",
      path: /^\/api\/v1\/accounts\/relationships$/,
      answer: signedIn(state, "read:follows", ({ account }, { query }) => {
        const id = query["id[]"] ?? "";
        return json([
          {
            id,
            blocked_by: state.blocks.has(`${id} ${account.id}`),
            blocking: state.blocks.has(`${account.id} ${id}`),
          },
        ]);
      }),
    },
    {
      method: "GET",
      path: /^\/api\/v1\/accounts\/([^/]+)\/statuses$/,
      answer: signedIn(state, "read:statuses", (_token, { query }, [id]) => {
        const own = state.posts.filter(({ author }) => author.id === id);
        return json(pageOf(own, query).map((post) => statusEntity(state, post)));
      }),
    },
    {
      method: "GET",
      path: /^\/api\/v1\/notifications$/,
      answer: signedIn(state, "read:notifications", ({ account }, { query }) => {
        const own = state.notifications.filter(({ to }) => to.id === account.id);
        return json(pageOf(own, query).map((notification) => notificationEntity(state, notification)));
      }),
    },
    {
      method: "GET",
      path: /^\/api\/v2\/search$/,
      answer: signedIn(state, "read:search", (_token, request) => search(state, request)),
    },
  ];
}

function described(state: ServerState, tell: () => Answer): Route["answer"] {
  const toOwn = signedIn(state, null, tell);
  return (request, named) => (state.switches.isClosed ? toOwn(request, named) : tell());
}

function instance({ url, switches }: ServerState, domainField: string): Record<string, unknown> {
  const { maxCharacters: max_characters, charactersPerLink: characters_reserved_per_url } = switches;
  return {
    [domainField]: new URL(url).host,
    title: "A server for tests",
    version: "4.5.0",
    configuration: { statuses: { max_characters, max_media_attachments: 4, characters_reserved_per_url } },
  };
}

/** Newest first. `min_id` gives what is right behind it, `since_id` the newest behind it, `max_id` what is before. */
function pageOf<Row extends { readonly id: string }>(
  rows: readonly Row[],
  query: SeenRequest["query"],
): readonly Row[] {
  const limit = Math.min(40, Number(query["limit"] ?? 20));
  const after = Number(query["min_id"] ?? query["since_id"] ?? 0);
  const before = Number(query["max_id"] ?? Number.POSITIVE_INFINITY);
  const found = rows.filter(({ id }) => Number(id) > after && Number(id) < before);
  const oldestFirst = found.toSorted((one, other) => Number(one.id) - Number(other.id));
  const cut = query["min_id"] === undefined ? oldestFirst.slice(-limit) : oldestFirst.slice(0, limit);
  return cut.toReversed();
}

function search(state: ServerState, { query }: SeenRequest): ReturnType<typeof json> {
  const asked = query["q"] ?? "";
  const found = /^https?:\/\//.test(asked)
    ? resolve(state, asked, query["resolve"] === "true")
    : matching(state, asked, query);
  return json({ accounts: [], hashtags: [], statuses: found.map((post) => statusEntity(state, post)) });
}

function resolve({ posts, switches, url }: ServerState, address: string, mayAsk: boolean): readonly FakePost[] {
  const found = posts.filter((post) => post.url === address || post.uri === address);
  const isOurs = URL.parse(address)?.origin === url;
  return isOurs || (mayAsk && switches.resolves) ? found : [];
}

function matching(state: ServerState, words: string, query: SeenRequest["query"]): readonly FakePost[] {
  if (!state.switches.searchesText) return [];
  const wanted = words.toLowerCase().split(/\s+/);
  const isWanted = ({ text, author }: FakePost) =>
    wanted.every((word) => text.toLowerCase().includes(word)) &&
    (query["account_id"] === undefined || author.id === query["account_id"]);
  const from = Number(query["offset"] ?? 0);
  return state.posts
    .filter(isWanted)
    .toReversed()
    .slice(from, from + Number(query["limit"] ?? 20));
}
