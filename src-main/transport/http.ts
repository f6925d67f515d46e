import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { RefusalBody, RefusalCode, RefusalParams } from "../contract/refusal.ts";
import type { Call } from "../engine/handlers.ts";
import type { Parts } from "../engine/parts.ts";
import type { ChangeFeed } from "./change-feed.ts";
import type { Answer, Dispatch } from "./dispatch.ts";
import { readJson } from "./http/body.ts";
import { sessionCookie, tokenOf } from "./http/cookie.ts";
import type { DevicesAtWork } from "./http/devices-at-work.ts";
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
  /** Whether a token that lets nobody in did so once, until somebody took it back. */
  readonly wasRevoked: (token: string) => Promise<boolean>;
  /** Uses a code up and gives the new session's token, or the refusal to say. */
  readonly pair: (code: string) => Promise<{ readonly token: string } | RefusalBody>;
  /** Folder of the built page. */
  readonly page: string;
  /** 0 = any free one. */
  readonly port: number;
  /** The one address that is listened at; never a wildcard. */
  readonly address: string;
  /** "displays" = nobody else is let in, though they come with a good cookie: what travels there is not encrypted. */
  readonly admits: "everyone" | "displays";
  readonly devices: DevicesAtWork;
};

export type HttpServer = { readonly url: string; readonly port: number; readonly close: () => Promise<void> };

const rpcBytes = 1_000_000;
const pairBytes = 1000;
const mostStreams = 100;

/** The engine and its page for browsers that reach one address of this computer, and only for our own page. */
export async function startHttpServer(parts: HttpServerParts): Promise<HttpServer> {
  const server = createServer({
    requestTimeout: 20_000,
    headersTimeout: 10_000,
    keepAliveTimeout: 5000,
    connectionsCheckingInterval: 2000,
  });
  server.maxHeadersCount = 100;
  server.maxConnections = 200;
  const port = await listen(server, parts);
  const own = `${urlHost(parts.address)}:${port}`;
  const streams = createEventStreams(parts);
  const site: Site = {
    ...parts,
    port,
    hosts: new Set(parts.address === "127.0.0.1" ? [own, `localhost:${port}`] : [own]),
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
    url: `http://${own}`,
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
  site.files.send(path, response, request.method === "HEAD");
}

async function answerRpc(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.setHeader("watchroom-page", site.files.version);
  const call = await callOf(site, request);
  if ("outside" in call) return refuse(request, response, call.outside);
  const body = await readJson(request, rpcBytes);
  if ("status" in body) return turnAway(request, response, body);
  // What is asked may come in slowly, and long after who asks was let in.
  if (isCutOff(site, call)) return refuse(request, response, outside(site, true));
  const { method, input } = recordOf(body.json);
  const reply = await site.dispatch({ method, input }, call);
  sendJson(response, "error" in reply ? (statusOf[reply.error.code] ?? 409) : 200, reply);
}

type Outside = { readonly outside: RefusalParams };

/** Who asks; or why the browser is told to enter a code: which kind this door takes, and that it was let in once. */
async function callOf(site: Site, request: IncomingMessage): Promise<Call | Outside> {
  const token = tokenOf(request, site.port);
  const call = token === null ? null : await site.callOf(token);
  // Taken back since it was looked up: nothing is awaited between here and its stream, which the taking back would end.
  if (call && isCutOff(site, call)) return { outside: outside(site, true) };
  if (call && (site.admits === "everyone" || call.device === "display")) {
    if (call.deviceId !== undefined) site.devices.asked(call.deviceId);
    return call;
  }
  return { outside: outside(site, call === null && token !== null && (await site.wasRevoked(token))) };
}

const isCutOff = ({ devices }: Site, { deviceId }: Call): boolean =>
  deviceId !== undefined && devices.isCutOff(deviceId);

const outside = ({ admits }: Site, wasRevoked: boolean): RefusalParams => ({
  ...(admits === "displays" ? { admits } : {}),
  ...(wasRevoked ? { revoked: 1 } : {}),
});

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
  const call = await callOf(site, request);
  if ("outside" in call) return refuse(request, response, call.outside);
  if (request.method === "HEAD") return turnAway(request, response, { status: 405, says: "method not allowed" });
  if (site.streams.count() >= mostStreams)
    return turnAway(request, response, { status: 503, says: "too many streams" });
  if (call.deviceId !== undefined) site.devices.streams(call.deviceId, response);
  site.streams.open(request, response, { isDisplay: call.device === "display" });
}

const statusOf: Partial<Record<RefusalCode, number>> = {
  "bad-input": 400,
  "not-paired": 401,
  "bad-code": 401,
  "display-code-needed": 403,
  "sign-in-first": 403,
  "not-allowed": 403,
  "unknown-method": 404,
  "not-found": 404,
  "too-many-tries": 429,
  internal: 500,
};

function refuse(request: IncomingMessage, response: ServerResponse, params: RefusalParams): void {
  hangUpAfter(request, response);
  sendJson(response, 401, { error: { code: "not-paired", params: { ...params } } });
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

/** An address as it stands in a URL and in the header Host. */
function urlHost(address: string): string {
  return address.includes(":") ? `[${address}]` : address;
}

function listen(server: Server, { port, address }: Pick<HttpServerParts, "port" | "address">): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host: address, ipv6Only: true }, () => {
      server.removeListener("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
