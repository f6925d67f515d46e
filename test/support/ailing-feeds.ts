import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const minute = 60_000;

function feed(title: string, publishedAt: number): string {
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>${title}</title><link>https://x.example/</link>
<item><title>${title} opens</title><guid>1</guid><pubDate>${new Date(publishedAt).toUTCString()}</pubDate></item></channel></rss>`;
}

/** What each path answers: a status, a type and a body. */
function answers(): Readonly<Record<string, readonly [number, string, string]>> {
  const now = Date.now();
  return {
    "/well": [200, "application/rss+xml", feed("Well Gazette", now - minute)],
    "/quiet": [200, "application/rss+xml", feed("Quiet Notes", now - 12 * 24 * 60 * minute)],
    "/locked": [403, "text/plain", "no"],
    "/sign-in": [401, "text/plain", "who"],
    "/nowhere": [404, "text/plain", "nothing"],
    "/gone": [410, "text/plain", "gone"],
    "/page": [200, "text/html", "<!doctype html><html><head><title>Sign in</title></head><body>Sign in</body></html>"],
    // Its fourteenth line begins a tag that never ends.
    "/broken": [200, "application/rss+xml", `<rss>\n<channel>${"\n".repeat(12)}<`],
    "/fault": [502, "text/plain", "later"],
  };
}

export type AilingFeeds = { readonly origin: string; readonly close: () => Promise<void> };

/** A server on loopback whose feeds ail in every usual way, each by its path. */
export async function startAilingFeeds(): Promise<AilingFeeds> {
  const server = createServer((request, response) => {
    const [status, type, body] = answers()[request.url ?? ""] ?? [404, "text/plain", "nothing"];
    response.writeHead(status, { "content-type": type }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
