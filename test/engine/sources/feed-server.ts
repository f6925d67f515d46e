import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { createFetchHttp } from "../../../src-main/adapters/fetch-http/fetch-http.ts";
import type { Http } from "../../../src-main/ports/http.ts";

/** "never" leaves the request open. */
export type Answer =
  | "never"
  | { readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string };

export type FeedServer = {
  readonly port: number;
  readonly url: (path?: string, host?: string) => string;
  readonly requests: readonly { readonly path: string; readonly headers: IncomingMessage["headers"] }[];
  readonly answerWith: (answer: (path: string, headers: IncomingMessage["headers"]) => Answer) => void;
};

/** A web server on loopback that answers as it is told and remembers what it was asked. */
export async function startFeedServer(): Promise<FeedServer> {
  let answer: Parameters<FeedServer["answerWith"]>[0] = () => ({ status: 404 });
  const requests: { path: string; headers: IncomingMessage["headers"] }[] = [];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? "/";
    requests.push({ path, headers: request.headers });
    const told = answer(path, request.headers);
    if (told === "never") return;
    const { status = 200, headers = {}, body = "" } = told;
    // A test says itself what time it is.
    response.sendDate = false;
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => void server.close(() => resolve()));
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: (path = "/feed", host = "127.0.0.1") => `http://${host}:${port}${path}`,
    requests,
    answerWith: (next) => {
      answer = next;
    },
  };
}

/** The real fetcher in a world where every name leads to this computer and counts as the open net, unless the line is cut. */
export function openNetHttp(
  line: { isCut: boolean; readonly deadHosts?: readonly string[]; readonly now?: () => number } = { isCut: false },
): Http {
  return createFetchHttp({
    ...(line.now && { now: line.now }),
    resolve: (host) => {
      if (!line.isCut && !line.deadHosts?.includes(host)) return Promise.resolve([{ address: "127.0.0.1", family: 4 }]);
      return Promise.reject(
        Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: "ENOTFOUND", syscall: "getaddrinfo" }),
      );
    },
    reachOf: () => "public",
    hasNetwork: () => true,
  });
}

type Entry = { readonly id: string; readonly text: string; readonly date?: Date };

export function rss(...entries: readonly Entry[]): string {
  const items = entries.map(
    ({ id, text, date }) =>
      `<item><guid>${id}</guid><description>${text}</description>${date ? `<pubDate>${date.toUTCString()}</pubDate>` : ""}</item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Averby Gazette</title><link>https://gazette.example/</link>${items.join("")}</channel></rss>`;
}
