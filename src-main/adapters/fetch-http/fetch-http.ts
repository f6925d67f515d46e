import type { IncomingMessage } from "node:http";
import { networkInterfaces } from "node:os";
import type { Http, HttpAnswer, HttpPost, HttpRedirect, HttpRequest } from "../../ports/http.ts";
import { reachOf } from "./addresses.ts";
import type { Reach } from "./addresses.ts";
import { faultOfError } from "./classify-error.ts";
import { createConnections } from "./connections.ts";
import type { Connections } from "./connections.ts";
import { startDeadline } from "./deadline.ts";
import type { Deadline } from "./deadline.ts";
import { exchange } from "./exchange.ts";
import { HttpFault } from "./fault.ts";
import { readBody, readHead, readToEnd } from "./read-body.ts";
import { isPermanent, isRedirect, nextAddress } from "./redirect.ts";
import { usedUpLimitMs } from "./retry-after.ts";
import { hostOf, judgeHost, resolveBySystem } from "./resolve-host.ts";
import type { JudgeParts, JudgedHost, ResolveHost } from "./resolve-host.ts";
import { faultOfStatus } from "./status.ts";

export const userAgent = "Watchroom/0.1 (feed reader)";
const feedTypes =
  "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1";
const defaultTimeoutMs = 20_000;
const defaultMaxBytes = 10_000_000;
const defaultPostBytes = 64_000;
const maxRedirects = 5;

export interface FetchHttpParts {
  readonly now?: () => number;
  readonly resolve?: ResolveHost;
  readonly hasNetwork?: () => boolean;
  /** The judgement of addresses; a test lets a loopback server stand for the open net. */
  readonly reachOf?: (address: string) => Reach;
  /** PEM certificates to trust instead of the system's. */
  readonly certificateAuthorities?: readonly string[];
}

/** What one request has met so far; failures report it too. */
interface Trip {
  url: URL;
  readonly redirects: HttpRedirect[];
  bytesRead: number;
  httpStatus: number | undefined;
  readonly deadline: Deadline;
  readonly tookMs: () => number;
}

/** The Http port over node's own http and https: caps, deadline and address checks are here, manners are the caller's. */
export function createFetchHttp(parts: FetchHttpParts = {}): Http {
  const tools: Tools = {
    now: parts.now ?? Date.now,
    resolve: parts.resolve ?? resolveBySystem,
    reachOf: parts.reachOf ?? reachOf,
    hasNetwork: parts.hasNetwork ?? hasOuterNetwork,
    certificateAuthorities: parts.certificateAuthorities,
    connections: createConnections(),
  };
  return {
    get: (request) => travel(tools, request, (trip) => getAt(tools, trip, request)),
    post: (request) => travel(tools, request, (trip) => postTo(tools, trip, request)),
  };
}

interface Tools extends JudgeParts {
  readonly now: () => number;
  readonly hasNetwork: () => boolean;
  readonly certificateAuthorities: readonly string[] | undefined;
  readonly connections: Connections;
}

/** Runs a request under its deadline and turns what went wrong into a value. */
async function travel(
  tools: Tools,
  request: HttpRequest | HttpPost,
  run: (trip: Trip) => Promise<HttpAnswer>,
): Promise<HttpAnswer> {
  const startedAt = performance.now();
  const tookMs = () => Math.round(performance.now() - startedAt);
  const url = URL.parse(request.url);
  const isWeb = url?.protocol === "http:" || url?.protocol === "https:";
  if (!url || !isWeb || url.username || url.password)
    return { status: "failed", code: "address-bad", params: {}, url: request.url, redirects: [], tookMs: tookMs() };
  url.hash = "";
  const deadline = startDeadline(request.timeoutMs ?? defaultTimeoutMs, request.signal);
  const trip: Trip = { url, redirects: [], bytesRead: 0, httpStatus: undefined, deadline, tookMs };
  try {
    return await run(trip);
  } catch (error) {
    const context = { host: trip.url.host, hasNetwork: tools.hasNetwork(), bytesRead: trip.bytesRead };
    const fault = deadline.fault() ?? faultOfError(error, context);
    if (!fault) throw error;
    return failedAnswer(trip, fault);
  } finally {
    deadline.end();
  }
}

function failedAnswer(trip: Trip, { parts }: HttpFault): HttpAnswer {
  const httpStatus = parts.httpStatus ?? trip.httpStatus;
  return {
    status: "failed",
    code: parts.code,
    params: parts.params ?? {},
    ...(httpStatus !== undefined && { httpStatus }),
    ...(parts.retryAfterMs != null && { retryAfterMs: parts.retryAfterMs }),
    url: trip.url.href,
    redirects: trip.redirects,
    tookMs: trip.tookMs(),
  };
}

async function getAt(tools: Tools, trip: Trip, request: HttpRequest): Promise<HttpAnswer> {
  let mayGoInside = request.allowPrivate;
  for (;;) {
    const host = await judge(tools, trip, mayGoInside);
    // Consent is for the source that was named: once it has led to the open net, nothing there may lead back inside.
    mayGoInside = mayGoInside && host.reach === "private";
    const headers = getHeaders(trip, request);
    const response = await open(tools, trip, host, { method: "GET", headers });
    try {
      const httpStatus = response.statusCode ?? 0;
      if (request.stayHere || !isRedirect(httpStatus)) return await answerOf(tools, trip, request, response);
      const to = nextAddress(trip.url, response.headers.location, httpStatus);
      if (trip.redirects.length === maxRedirects)
        throw new HttpFault({ code: "redirect-loop", params: { limit: maxRedirects }, httpStatus });
      trip.redirects.push({ from: trip.url.href, to: to.href, permanent: isPermanent(httpStatus) });
      trip.url = to;
    } finally {
      response.destroy();
    }
  }
}

async function answerOf(
  tools: Tools,
  trip: Trip,
  request: HttpRequest,
  response: IncomingMessage,
): Promise<HttpAnswer> {
  const httpStatus = response.statusCode ?? 0;
  const headers = flatHeaders(response);
  const restMs = usedUpLimitMs(headers, tools.now());
  const seen = () => ({
    url: trip.url.href,
    httpStatus,
    headers,
    redirects: trip.redirects,
    tookMs: trip.tookMs(),
    ...(restMs !== null && { retryAfterMs: restMs }),
  });
  const wasConditional = Boolean(request.etag ?? request.lastModified);
  if (httpStatus === 304 && wasConditional) {
    await readToEnd(response);
    return { status: "not-modified", ...seen() };
  }
  const isGood = httpStatus >= 200 && httpStatus <= 299;
  if (!isGood && !request.anyStatus) throw faultOfStatus(httpStatus, headers, tools.now());
  const body = await readBody(response, request.maxBytes ?? defaultMaxBytes);
  return { status: "ok", body, ...seen() };
}

async function postTo(tools: Tools, trip: Trip, request: HttpPost): Promise<HttpAnswer> {
  const host = await judge(tools, trip, request.allowPrivate);
  if (trip.url.protocol !== "https:" && !host.isLoopback)
    throw new HttpFault({ code: "not-secure", params: { host: trip.url.host } });
  const headers = {
    "user-agent": userAgent,
    ...lowerCased(request.headers),
    "content-length": String(Buffer.byteLength(request.body)),
  };
  const response = await open(tools, trip, host, { method: request.method ?? "POST", headers, body: request.body });
  try {
    const body = await readHead(response, request.maxBytes ?? defaultPostBytes);
    const { url, redirects } = trip;
    return {
      status: "ok",
      body,
      url: url.href,
      redirects,
      httpStatus: response.statusCode ?? 0,
      headers: flatHeaders(response),
      tookMs: trip.tookMs(),
    };
  } finally {
    response.destroy();
  }
}

async function judge(tools: Tools, trip: Trip, allowPrivate: boolean): Promise<JudgedHost> {
  const host = await trip.deadline.race(judgeHost(trip.url, tools));
  const mayGo = host.reach === "public" || (host.reach === "private" && allowPrivate);
  if (!mayGo) throw new HttpFault({ code: "private-address", params: { host: hostOf(trip.url) } });
  return host;
}

type Outgoing = {
  readonly method: "GET" | NonNullable<HttpPost["method"]>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
};

async function open(tools: Tools, trip: Trip, host: JudgedHost, outgoing: Outgoing): Promise<IncomingMessage> {
  const response = await exchange({
    ...outgoing,
    url: trip.url,
    addresses: host.addresses,
    signal: trip.deadline.signal,
    certificateAuthorities: tools.certificateAuthorities,
    // What is sent once may be asked again, but not said again.
    ...(outgoing.method === "GET" && { connections: tools.connections }),
    onBytesRead: (bytes) => (trip.bytesRead = bytes),
  });
  trip.httpStatus = response.statusCode;
  return response;
}

function getHeaders(trip: Trip, request: HttpRequest): Record<string, string> {
  const isFirstOrigin = trip.url.origin === new URL(request.url).origin;
  const ownValidators = !request.validatorsFrom || request.validatorsFrom === trip.url.href;
  return {
    "user-agent": userAgent,
    accept: request.accept ?? feedTypes,
    "accept-encoding": "gzip, br",
    ...(isFirstOrigin ? lowerCased(request.headers) : {}), // they may hold a password, which is nobody else's
    ...(ownValidators && request.etag ? { "if-none-match": request.etag } : {}),
    ...(ownValidators && request.lastModified ? { "if-modified-since": request.lastModified } : {}),
  };
}

function lowerCased(headers: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function flatHeaders(response: IncomingMessage): Record<string, string> {
  const entries = Object.entries(response.headersDistinct);
  return Object.fromEntries(entries.map(([name, values]) => [name, (values ?? []).join(", ")]));
}

/** Offline is a state of the machine, not a fault of the feed. */
function hasOuterNetwork(): boolean {
  return Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ internal }) => !internal));
}
