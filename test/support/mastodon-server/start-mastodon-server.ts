import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { accountSecretName } from "../../../src-main/ports/reply-publisher.ts";
import type { ConnectedAccount } from "../../../src-main/ports/reply-publisher.ts";
import type { Answer, Route } from "./answers.ts";
import { notFound, refused } from "./answers.ts";
import { listeningRoutes } from "./listening-routes.ts";
import { letIn, oauthRoutes } from "./oauth-routes.ts";
import { accountOf, createState, drawSecret, removePost, storePost } from "./state.ts";
import type { FakePost, NewPost, ServerState } from "./state.ts";
import { statusRoutes } from "./status-routes.ts";
import { likeMastodon } from "./switches.ts";
import type { Fault, SeenRequest, Switches } from "./switches.ts";

export type MastodonServerOptions = Partial<Switches> & {
  /** Its clock, UTC ms. */
  readonly now?: () => number;
};

export type MastodonServer = {
  /** Origin, as "http://127.0.0.1:41234". */
  readonly url: string;
  /** May be set at any time. */
  readonly switches: Switches;
  /** What stands there, oldest first. */
  readonly posts: readonly FakePost[];
  readonly requests: readonly SeenRequest[];
  /** Posts as somebody: "cust" of this server, or "rita@far.example" of another whose posts are known here. */
  readonly post: (by: string, text: string, about?: Omit<NewPost, "author" | "text">) => FakePost;
  readonly edit: (id: string, text: string) => void;
  readonly remove: (id: string) => void;
  /** `by` blocks `whom`. */
  readonly block: (by: string, whom: string) => void;
  /** What a person does on the page of that address: lets the client in and copies the code. */
  readonly letIn: (authorizeUrl: string, username: string) => string;
  /** A connected account without the page: what a desk keeps of it, and the secret for its keyring. */
  readonly connect: (
    username: string,
    accountId: string,
  ) => { readonly account: ConnectedAccount; readonly secretName: string; readonly secret: string };
  /** Takes away every token, as its owner does in the settings of the server. */
  readonly revokeAll: () => void;
  /** The next request of that method whose path begins so meets the fault. */
  readonly meet: (method: string, path: string, fault: Fault) => void;
  readonly close: () => Promise<void>;
};

type Planned = { readonly method: string; readonly path: string; readonly fault: Fault };

/** A server on loopback that speaks Mastodon's API, written from its public documentation, with the faults of real ones. */
export async function startMastodonServer(options: MastodonServerOptions = {}): Promise<MastodonServer> {
  const { now = Date.now, ...switches } = options;
  const state = createState({ ...likeMastodon, ...switches }, now);
  const routes = [...oauthRoutes(state), ...statusRoutes(state), ...listeningRoutes(state)];
  const requests: SeenRequest[] = [];
  const planned: Planned[] = [];
  const server = createServer((incoming, response) => {
    const answered = readRequest(incoming).then((request) => {
      requests.push(request);
      return serve(state, routes, { request, response, fault: takeFault(planned, request) });
    });
    // Who asked may be killed in the middle of it; then there is nobody to answer.
    answered.catch(() => response.destroy());
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: state.url,
    switches: state.switches,
    posts: state.posts,
    requests,
    post: (by, text, about = {}) => storePost(state, { ...about, author: accountOf(state, by), text }),
    edit: (id, text) => {
      const post = state.posts.find((known) => known.id === id);
      if (post) Object.assign(post, { text, editedAt: now() });
    },
    remove: (id) => removePost(state, id),
    block: (by, whom) => void state.blocks.add(`${accountOf(state, by).id} ${accountOf(state, whom).id}`),
    letIn: (authorizeUrl, username) => letIn(state, authorizeUrl, username),
    connect: (username, accountId) => connect(state, username, accountId),
    revokeAll: () => void state.tokens.splice(0),
    meet: (method, path, fault) => void planned.push({ method, path, fault }),
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };
}

function connect(state: ServerState, username: string, accountId: string): ReturnType<MastodonServer["connect"]> {
  const scopes = ["read", "write:statuses"];
  const app = { clientId: drawSecret(), clientSecret: drawSecret(), name: "Desk", redirectUri: "", scopes };
  const account = accountOf(state, username);
  const token = { token: drawSecret(), clientId: app.clientId, account, scopes };
  state.apps.push(app);
  state.tokens.push(token);
  return {
    account: {
      id: accountId,
      kind: "mastodon",
      server: state.url,
      handle: `${username}@${new URL(state.url).host}`,
      remoteId: account.id,
      allowPrivate: true,
    },
    secretName: accountSecretName(accountId),
    secret: JSON.stringify({ accessToken: token.token, clientId: app.clientId, clientSecret: app.clientSecret }),
  };
}

function takeFault(planned: Planned[], request: SeenRequest): Fault | null {
  const at = planned.findIndex(({ method, path }) => method === request.method && request.path.startsWith(path));
  return at === -1 ? null : (planned.splice(at, 1)[0]?.fault ?? null);
}

async function serve(
  state: ServerState,
  routes: readonly Route[],
  { request, response, fault }: { request: SeenRequest; response: ServerResponse; fault: Fault | null },
): Promise<void> {
  if (fault?.do === "cut-before") return void response.destroy();
  if (fault?.do === "answer") return send(state, response, { body: "", headers: {}, ...fault });
  if (fault?.do === "wait") await fault.for;
  const answer = limited(state, request) ?? (await answerOf(routes, request));
  if (fault?.do === "cut-after") return void response.destroy();
  if (fault?.do === "answer-after") return send(state, response, { status: fault.status, body: fault.body ?? "" });
  if (fault?.do === "cut-halfway") return sendHalf(response, answer);
  send(state, response, answer);
}

function answerOf(routes: readonly Route[], request: SeenRequest): Answer | Promise<Answer> {
  for (const { method, path, answer } of routes) {
    const found = method === request.method ? path.exec(request.path) : null;
    if (found) return answer(request, found.slice(1));
  }
  return notFound();
}

function limited({ switches }: ServerState, { path }: SeenRequest): Answer | null {
  const { rateLimit } = switches;
  if (!rateLimit || !path.startsWith("/api/")) return null;
  const headers = {
    ...(rateLimit.resetAt !== undefined && { "x-ratelimit-reset": rateLimit.resetAt, "x-ratelimit-remaining": "0" }),
    ...(rateLimit.retryAfter !== undefined && { "retry-after": rateLimit.retryAfter }),
  };
  const answer = refused(429, "Too many requests");
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

function send({ now }: ServerState, response: ServerResponse, { status, body, headers = {} }: Answer): void {
  const limits =
    status === 429
      ? {}
      : {
          "x-ratelimit-limit": "300",
          "x-ratelimit-remaining": "299",
          "x-ratelimit-reset": new Date(now() + 300_000).toISOString(),
        };
  response.writeHead(status, { date: new Date(now()).toUTCString(), ...limits, ...headers }).end(body);
}

/** Promises the whole answer and breaks the line in the middle of it. */
function sendHalf(response: ServerResponse, { status, body, headers = {} }: Answer): void {
  response.writeHead(status, { ...headers, "content-length": String(Buffer.byteLength(body)) });
  response.write(body.slice(0, Math.floor(body.length / 2)), () => response.destroy());
}

async function readRequest(incoming: IncomingMessage): Promise<SeenRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString("utf8");
  const { pathname, searchParams } = new URL(incoming.url ?? "/", "http://server");
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)] as const);
  return {
    method: incoming.method ?? "",
    path: pathname,
    query: Object.fromEntries(searchParams),
    headers: Object.fromEntries(headers),
    body: readBody(text, String(incoming.headers["content-type"] ?? "")),
  };
}

function readBody(text: string, type: string): Readonly<Record<string, string>> {
  if (type.includes("json")) return JSON.parse(text) as Record<string, string>;
  return Object.fromEntries(new URLSearchParams(text));
}
