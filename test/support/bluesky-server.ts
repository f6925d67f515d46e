import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createRecords, refuse } from "./bluesky-records.ts";
import type { Answer, Person, Records } from "./bluesky-records.ts";
import { answerView } from "./bluesky-view.ts";
import type { Notification } from "./bluesky-view.ts";

type Json = Readonly<Record<string, unknown>>;
type Token = { readonly did: string; readonly kind: "access" | "refresh"; readonly password: string };
export type Asked = {
  readonly method: string;
  readonly params: URLSearchParams;
  readonly body: Json;
  readonly token: string;
};
/** For the next call of a method: another answer, or none (`lost`), before or after it was done. */
export type Mishap =
  | { readonly lost: "before" | "after" }
  | { readonly status: number; readonly body: Json | string; readonly headers?: Readonly<Record<string, string>> };

/** A server of the AT Protocol on loopback: only the calls that are used, with the answers of a real one. */
export type BlueskyServer = {
  readonly origin: string;
  readonly records: Records;
  readonly asked: readonly Asked[];
  readonly people: Person[];
  /** App passwords by DID; "whole:…" is one of the account itself. */
  readonly passwords: Map<string, Set<string>>;
  readonly notifications: Notification[];
  readonly noReply: Set<string>;
  readonly blocking: Set<string>;
  readonly unseen: Set<string>;
  readonly mishaps: Map<string, Mishap>;
  /** Rate-limit headers of every answer. */
  readonly headers: Record<string, string>;
  /** Whether it passes on what only the whole network knows. */
  readonly setView: (has: boolean) => void;
  /** Lets nobody in by a token, however new. */
  readonly refuseTokens: () => void;
  readonly expireTokens: (kind: Token["kind"]) => void;
  /** Takes an app password back, and with it its refresh tokens; access tokens live on. */
  readonly takeBack: (did: string, password: string) => void;
  readonly post: (did: string, key: string, value: Json) => { readonly uri: string; readonly cid: string };
  readonly close: () => Promise<void>;
};

export async function startBlueskyServer(now: () => number = Date.now): Promise<BlueskyServer> {
  const records = createRecords(now);
  const asked: Asked[] = [];
  const tokens = new Map<string, Token>();
  const state = {
    people: [] as Person[],
    passwords: new Map<string, Set<string>>(),
    notifications: [] as Notification[],
    noReply: new Set<string>(),
    blocking: new Set<string>(),
    unseen: new Set<string>(),
    mishaps: new Map<string, Mishap>(),
    headers: {} as Record<string, string>,
  };
  let hasView = true;
  let isShut = false;
  let origin = "";
  let count = 0;

  const newToken = (token: Token): string => {
    const scope = token.password.startsWith("whole:") ? "com.atproto.access" : "com.atproto.appPass";
    const claims = Buffer.from(JSON.stringify({ scope, sub: token.did, jti: (count += 1) })).toString("base64url");
    tokens.set(`e30.${claims}.${token.kind}`, token);
    return `e30.${claims}.${token.kind}`;
  };
  const sessionOf = (did: string, password: string): Answer => {
    const service = [{ id: "#atproto_pds", type: "AtprotoPersonalDataServer", serviceEndpoint: origin }];
    const tokensOf = {
      accessJwt: newToken({ did, kind: "access", password }),
      refreshJwt: newToken({ did, kind: "refresh", password }),
    };
    const handle = state.people.find((person) => person.did === did)?.handle;
    return [200, { did, handle, didDoc: { id: did, service }, active: true, ...tokensOf }];
  };
  const personBy = (name: unknown) => state.people.find(({ did, handle }) => did === name || handle === name);

  const answerServer = (method: string, { body, token }: Asked): Answer | null => {
    const held = tokens.get(token);
    switch (method) {
      case "com.atproto.server.createSession": {
        const person = personBy(body["identifier"]);
        const password = String(body["password"]);
        if (person && state.passwords.get(person.did)?.has(password)) return sessionOf(person.did, password);
        return refuse(401, "AuthenticationRequired", "Invalid identifier or password");
      }
      case "com.atproto.server.refreshSession":
        if (held?.kind !== "refresh") return refuse(400, "ExpiredToken", "Token has been revoked");
        tokens.delete(token);
        return sessionOf(held.did, held.password);
      case "com.atproto.server.deleteSession":
        if (held?.kind !== "refresh") return refuse(400, "InvalidToken", "Token could not be verified");
        tokens.delete(token);
        return [200, {}];
      case "com.atproto.server.describeServer":
        return [200, { availableUserDomains: [".test"] }];
      default:
        return null;
    }
  };
  const answerRepo = (method: string, { params, body, token }: Asked): Answer => {
    const repo = params.get("repo") ?? "";
    const isHere = personBy(repo) !== undefined;
    const away = hasView ? refuse(400, "RecordNotFound", "Could not locate record") : noUpstream;
    switch (method) {
      case "com.atproto.identity.resolveHandle": {
        const person = personBy(params.get("handle"));
        return person ? [200, { did: person.did }] : refuse(400, "InvalidRequest", "Unable to resolve handle");
      }
      case "com.atproto.repo.describeRepo":
        if (!isHere) return refuse(400, "InvalidRequest", `Could not find user: ${repo}`);
        return [200, { handle: personBy(repo)?.handle }];
      case "com.atproto.repo.getRecord":
        if (!isHere) return away;
        return records.get(`at://${repo}/${params.get("collection")}/${params.get("rkey")}`);
      case "com.atproto.repo.listRecords": {
        if (!isHere) return refuse(400, "InvalidRequest", `Could not find repo: ${repo}`);
        const all = records.list(`at://${repo}/${params.get("collection")}/`);
        const from = params.get("cursor");
        const rest = from ? all.filter(({ uri }) => uri.slice(-13) < from) : all;
        const page = rest.slice(0, Number(params.get("limit") ?? 50));
        return [200, { records: page, ...(page.length > 0 && { cursor: page.at(-1)?.uri.slice(-13) }) }];
      }
      case "com.atproto.repo.createRecord":
      case "com.atproto.repo.putRecord":
        if (tokens.get(token)?.did !== body["repo"]) return refuse(400, "InvalidRequest", "Could not find repo");
        return method.endsWith("putRecord") ? records.put(body) : records.create(body);
      default:
        return refuse(501, "MethodNotImplemented", "Method Not Implemented");
    }
  };
  const answer = (call: Asked): Answer => {
    const { method, params, token } = call;
    const server = answerServer(method, call);
    if (server) return server;
    if (token && (isShut || tokens.get(token)?.kind !== "access"))
      return refuse(400, "ExpiredToken", "Token has expired");
    if (!method.startsWith("app.bsky.")) return answerRepo(method, call);
    if (!token) return refuse(401, "AuthMissing", "Authentication Required");
    return hasView ? answerView(records, state, method, params) : noUpstream;
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const call = await readCall(request);
    asked.push(call);
    const mishap = state.mishaps.get(call.method);
    state.mishaps.delete(call.method);
    if (mishap && "lost" in mishap) {
      if (mishap.lost === "after") answer(call);
      return void request.socket.destroy();
    }
    const [status, body] = mishap ? ([mishap.status, mishap.body] as const) : answer(call);
    response.writeHead(status, { "content-type": "application/json", ...state.headers, ...mishap?.headers });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };
  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    origin,
    records,
    asked,
    ...state,
    setView: (has) => void (hasView = has),
    refuseTokens: () => void (isShut = true),
    expireTokens: (kind) => {
      for (const [name, token] of tokens) if (token.kind === kind) tokens.delete(name);
    },
    takeBack: (did, password) => {
      state.passwords.get(did)?.delete(password);
      for (const [name, token] of tokens)
        if (token.kind === "refresh" && token.password === password) tokens.delete(name);
    },
    post: (did, key, value) => {
      const record = { $type: "app.bsky.feed.post", createdAt: new Date(now()).toISOString(), ...value };
      const { uri, cid } = records.store(`at://${did}/app.bsky.feed.post/${key}`, record);
      return { uri, cid };
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

const noUpstream = refuse(502, "UpstreamFailure", "Upstream service unreachable");

async function readCall(request: IncomingMessage): Promise<Asked> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  const url = new URL(request.url ?? "", "http://localhost");
  return {
    method: url.pathname.replace("/xrpc/", ""),
    params: url.searchParams,
    body: text === "" ? {} : (JSON.parse(text) as Json),
    token: (request.headers.authorization ?? "").replace(/^Bearer /, ""),
  };
}
