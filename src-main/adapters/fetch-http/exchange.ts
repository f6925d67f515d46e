import type { IncomingMessage } from "node:http";
import type { LookupFunction } from "node:net";
import type { HostAddress } from "./resolve-host.ts";

export interface ExchangeRequest {
  readonly method: "GET" | "POST";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Addresses that were judged; the connection goes to one of these and nowhere else. */
  readonly addresses: readonly HostAddress[];
  readonly signal: AbortSignal;
  readonly certificateAuthorities?: readonly string[] | undefined;
  /** Told of every byte count, so that a failure knows whether anything came. */
  readonly onBytesRead: (bytes: number) => void;
}

// An import of these would load Node's own fetch and WebSocket too: most of the start of a single poll.
const nodeModule = process.getBuiltinModule;
const maxHeaderBytes = 16 * 1024;

/** Sends one request on a connection of its own and gives the answer's head; the body is still to be read. */
export function exchange(request: ExchangeRequest): Promise<IncomingMessage> {
  const { url, signal } = request;
  const { request: send } = url.protocol === "https:" ? nodeModule("node:https") : nodeModule("node:http");
  const options = {
    method: request.method,
    headers: request.headers,
    agent: false as const,
    lookup: fixedLookup(request.addresses),
    maxHeaderSize: maxHeaderBytes,
    signal,
    rejectUnauthorized: true,
    ...(request.certificateAuthorities && { ca: [...request.certificateAuthorities] }),
  };
  return new Promise((resolve, reject) => {
    const outgoing = send(url, options, resolve);
    outgoing.on("error", (error) => {
      request.onBytesRead(outgoing.socket?.bytesRead ?? 0);
      reject(error);
    });
    outgoing.end(request.body);
  });
}

/** Answers every look-up with what was judged before, so that a second look-up cannot lead elsewhere. */
function fixedLookup(addresses: readonly HostAddress[]): LookupFunction {
  return (_host, options, done) => {
    if (options.all) return done(null, [...addresses]);
    const first = addresses[0];
    if (first) done(null, first.address, first.family);
  };
}
