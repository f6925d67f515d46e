import type { IncomingMessage } from "node:http";
import type { LookupFunction } from "node:net";
import type { Connections } from "./connections.ts";
import type { HostAddress } from "./resolve-host.ts";

export interface ExchangeRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Addresses that were judged; the connection goes to one of these and nowhere else. */
  readonly addresses: readonly HostAddress[];
  readonly signal: AbortSignal;
  readonly certificateAuthorities?: readonly string[] | undefined;
  /** Where a free connection may be; left out: the request gets one of its own. */
  readonly connections?: Connections;
  /** Told of every byte count, so that a failure knows whether anything came. */
  readonly onBytesRead: (bytes: number) => void;
}

// An import of these would load Node's own fetch and WebSocket too: most of the start of a single poll.
const nodeModule = process.getBuiltinModule;
const maxHeaderBytes = 16 * 1024;

/** Sends one request and gives the answer's head; the body is still to be read. */
export function exchange(request: ExchangeRequest): Promise<IncomingMessage> {
  const { url, signal, connections } = request;
  const { request: send } = url.protocol === "https:" ? nodeModule("node:https") : nodeModule("node:http");
  const options = {
    method: request.method,
    headers: request.headers,
    agent: connections?.agentFor(url.protocol) ?? (false as const),
    judged: request.addresses.map(({ address }) => address).join(" "),
    lookup: fixedLookup(request.addresses),
    maxHeaderSize: maxHeaderBytes,
    signal,
    rejectUnauthorized: true,
    ...(request.certificateAuthorities && { ca: [...request.certificateAuthorities] }),
  };
  return new Promise((resolve, reject) => {
    const outgoing = send(url, options, resolve);
    let readBefore = 0;
    outgoing.on("socket", (socket) => (readBefore = socket.bytesRead));
    outgoing.on("error", (error) => {
      request.onBytesRead((outgoing.socket?.bytesRead ?? 0) - readBefore);
      // A server may close a connection that waited just as the next request comes: that says nothing about the request.
      const isStale = outgoing.reusedSocket && !signal.aborted && "code" in error && lineEnds.has(String(error.code));
      if (isStale) resolve(exchangeAlone(request));
      else reject(error);
    });
    outgoing.end(request.body);
  });
}

const lineEnds: ReadonlySet<string> = new Set(["ECONNRESET", "EPIPE"]);

function exchangeAlone({ connections: _, ...request }: ExchangeRequest): Promise<IncomingMessage> {
  return exchange(request);
}

/** Answers every look-up with what was judged before, so that a second look-up cannot lead elsewhere. */
function fixedLookup(addresses: readonly HostAddress[]): LookupFunction {
  return (_host, options, done) => {
    if (options.all) return done(null, [...addresses]);
    const first = addresses[0];
    if (first) done(null, first.address, first.family);
  };
}
