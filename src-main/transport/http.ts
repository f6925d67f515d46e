import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { RefusalBody, RefusalCode } from "../contract/refusal.ts";
import type { Call } from "../engine/handlers.ts";
import type { Parts } from "../engine/parts.ts";
import type { ChangeFeed } from "./change-feed.ts";
import type { Answer, Dispatch } from "./dispatch.ts";
import { readJson } from "./http/body.ts";
import { sessionCookie, tokenOf } from "./http/cookie.ts";
import { createEventStreams } from "./http/event-stream.ts";
import type { EventStreams } from "./http/event-stream.ts";
import { guard } from "./http/guard.ts";
import { everyAnswer } from "../contract/page-files.ts";
import { createStaticFiles } from "./http/static-files.ts";
import type { StaticFiles } from "./http/static-files.ts";

export type HttpServerParts = Pick<Parts, "clock" | "log"> & {
  readonly dispatch: Dispatch;
  readonly changes: ChangeFeed;
  readonly callOf: (token: string) => Promise<Call | null>;
  /** Uses a code up and gives the new session's token, or the refusal to say. */
  readonly pair: (code: string) => Promise<{ readonly token: string } | RefusalBody>;
  /** Folder of the built page. */
  readonly page: string;
  /** 0 = any free one. */
  readonly port: number;
};

export type HttpServer = { readonly url: string; readonly port: number; readonly close: () => Promise<void> };

const rpcBytes = 1_000_000;
const pairBytes = 1000;
const mostStreams = 100;

/** The engine and its page for browsers on this computer: 127.0.0.1 only, and only for our own page. */
export async function startHttpServer(parts: HttpServerParts): Promise<HttpServer> {
  const server = createServer({
    requestTimeout: 20_000,
    headersTimeout: 10_000,
    keepAliveTimeout: 5000,
    connectionsCheckingInterval: 2000,
  });
  server.maxHeadersCount = 100;
  server.maxConnections = 200;
  const port = await listen(server, parts.port);
  const streams = createEventStreams(parts);
  const site: Site = {
    ...parts,
    port,
    hosts: new Set([`127.0.0.1:${port}`, `localhost:${port}`]),
    streams,
    files: createStaticFiles(parts.page),
  };
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    answer(site, request, response).catch((cause: unknown) => {
      if (!request.destroyed)
        parts.log.error("http.failed", { error: cause instanceof Error ? cause.message : String(cause) });
      response.destroy();
    });
  });
  // There is nothing to upgrade to: no web socket is served.
  server.on("upgrade", (_request, socket) => void socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"));
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    close: () =>
      new Promise((done) => {
        streams.close();
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

type Site = HttpServerParts & {
  readonly hosts: ReadonlySet<string>;
  readonly streams: EventStreams;
  readonly files: StaticFiles;
};

async function answer(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const verdict = guard(request, site.hosts);
  if (verdict) return turnAway(request, response, verdict);
  const path = pathOf(request);
  if (path === null) return turnAway(request, response, { status: 400, says: "bad path" });
  if (request.method === "POST") {
    if (path === "/rpc") return answerRpc(site, request, response);
    if (path === "/pair") return answerPair(site, request, response);
    return turnAway(request, response, { status: 404, says: "not found" });
  }
  if (path === "/rpc" || path === "/pair")
    return turnAway(request, response, { status: 405, says: "method not allowed" });
  if (path === "/events") return openEvents(site, request, response);
  site.files(path, response, request.method === "HEAD");
}

async function answerRpc(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const token = tokenOf(request, site.port);
  const call = token === null ? null : await site.callOf(token);
  if (!call) return refuse(request, response, "not-paired");
  const body = await readJson(request, rpcBytes);
  if ("status" in body) return turnAway(request, response, body);
  const { method, input } = recordOf(body.json);
  const reply = await site.dispatch({ method, input }, call);
  sendJson(response, "error" in reply ? (statusOf[reply.error.code] ?? 409) : 200, reply);
}

async function answerPair(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readJson(request, pairBytes);
  if ("status" in body) return turnAway(request, response, body);
  const { code } = recordOf(body.json);
  if (typeof code !== "string") return turnAway(request, response, { status: 400, says: "no code" });
  const reply = await site.pair(code);
  if ("error" in reply) return sendJson(response, statusOf[reply.error.code] ?? 409, reply);
  response.setHeader("set-cookie", sessionCookie(site.port, reply.token));
  sendJson(response, 200, { result: {} });
}

async function openEvents(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const token = tokenOf(request, site.port);
  const call = token === null ? null : await site.callOf(token);
  if (!call) return refuse(request, response, "not-paired");
  if (request.method === "HEAD") return turnAway(request, response, { status: 405, says: "method not allowed" });
  if (site.streams.count() >= mostStreams)
    return turnAway(request, response, { status: 503, says: "too many streams" });
  site.streams.open(request, response);
}

const statusOf: Partial<Record<RefusalCode, number>> = {
  "bad-input": 400,
  "not-paired": 401,
  "bad-code": 401,
  "sign-in-first": 403,
  "not-allowed": 403,
  "unknown-method": 404,
  "not-found": 404,
  "too-many-tries": 429,
  internal: 500,
};

function refuse(request: IncomingMessage, response: ServerResponse, code: RefusalCode): void {
  hangUpAfter(request, response);
  sendJson(response, statusOf[code] ?? 409, { error: { code, params: {} } });
}

/** A body that nobody is going to read must not keep the line open. */
function hangUpAfter(request: IncomingMessage, response: ServerResponse): void {
  if (!request.complete) response.setHeader("connection", "close");
}

function turnAway(
  request: IncomingMessage,
  response: ServerResponse,
  { status, says }: { readonly status: number; readonly says: string },
): void {
  hangUpAfter(request, response);
  response.writeHead(status, { ...everyAnswer, "content-type": "text/plain; charset=utf-8" }).end(says);
}

function sendJson(response: ServerResponse, status: number, body: Answer): void {
  response
    .writeHead(status, { ...everyAnswer, "content-type": "application/json; charset=utf-8" })
    .end(JSON.stringify(body));
}

function recordOf(json: unknown): Readonly<Record<string, unknown>> {
  return typeof json === "object" && json !== null && !Array.isArray(json) ? (json as Record<string, unknown>) : {};
}

/** The path alone, decoded; null when it is no proper path. What stands after a question mark means nothing here. */
function pathOf(request: IncomingMessage): string | null {
  const [raw = ""] = (request.url ?? "").split(/[?#]/, 1);
  try {
    const path = decodeURIComponent(raw);
    return /[\0\\]/.test(path) ? null : path;
  } catch {
    return null;
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.removeListener("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
