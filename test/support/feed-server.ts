import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export type FeedEntry = {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly author?: string;
  readonly publishedAt: number;
  readonly link?: string;
};

export type FeedServer = {
  readonly url: string;
  /** What the feed holds from now on, newest first. */
  entries: readonly FeedEntry[];
  /** Answers with this status instead, when set. */
  status: number | null;
  readonly requests: {
    readonly path: string;
    readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  }[];
  readonly close: () => Promise<void>;
};

const xml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

function rss(origin: string, entries: readonly FeedEntry[]): string {
  const items = entries.map(
    (entry) => `<item>
  <title>${xml(entry.title)}</title>
  <link>${xml(entry.link ?? `${origin}/posts/${entry.id}`)}</link>
  <guid isPermaLink="false">${xml(entry.id)}</guid>
  <dc:creator>${xml(entry.author ?? "Dorrit Hask")}</dc:creator>
  <pubDate>${new Date(entry.publishedAt).toUTCString()}</pubDate>
  <description>${xml(entry.text)}</description>
</item>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Harbour Forum</title><link>${origin}/</link><description>d</description>
${items.join("\n")}
</channel></rss>`;
}

/** A feed on loopback that knows its manners: ETag, 304, and a note of each request. */
export async function startFeedServer(entries: readonly FeedEntry[] = []): Promise<FeedServer> {
  const server = createServer((request, response) => {
    feed.requests.push({ path: request.url ?? "", headers: request.headers });
    if (feed.status !== null) {
      response.statusCode = feed.status;
      response.end();
      return;
    }
    const body = rss(origin(), feed.entries);
    const etag = `"${createHash("sha256").update(body).digest("hex").slice(0, 16)}"`;
    response.setHeader("etag", etag);
    if (request.headers["if-none-match"] === etag) {
      response.statusCode = 304;
      response.end();
      return;
    }
    response.setHeader("content-type", "application/rss+xml; charset=utf-8");
    response.end(body);
  });
  const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const feed: FeedServer = {
    url: `${origin()}/feed.xml`,
    entries,
    status: null,
    requests: [],
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return feed;
}
