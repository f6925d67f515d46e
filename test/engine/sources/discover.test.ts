import { expect, test } from "vitest";
import type { Answer } from "./feed-server.ts";
import { rss, startFeedServer } from "./feed-server.ts";
import { startPollDesk } from "./intake-desk.ts";

const html = (body: string, head = ""): Answer => ({
  body: `<!doctype html><html><head><title>Averby &amp; Sound</title>${head}</head><body>${body}</body></html>`,
  headers: { "content-type": "text/html" },
});
const feed = (text: string): Answer => ({ body: rss({ id: text, text }) });

async function lookAt(pages: Readonly<Record<string, Answer>>, path = "/", allowPrivate = true) {
  const server = await startFeedServer();
  server.answerWith((asked) => pages[asked] ?? { status: 404 });
  const desk = await startPollDesk();
  const discover = (url: string, consent = allowPrivate) =>
    desk.intake.handlers["sources.discover"]({ url, allowPrivate: consent }, desk.call);
  const found = await discover(server.url(path));
  const paths = found.choices.map(({ url }) => url.slice(server.url("").length));
  return { desk, server, found, paths, discover };
}

test("a feed is the one choice, with its newest entries, and nothing is stored", async () => {
  const { desk, found, paths } = await lookAt({ "/feed": feed("One") }, "/feed");
  expect(found).toMatchObject({ failure: null, page: null });
  expect(paths).toEqual(["/feed"]);
  expect(found.choices[0]).toMatchObject({
    title: "Averby Gazette",
    how: "itself",
    itemCount: 1,
    latest: [{ title: "One" }],
    already: null,
  });
  expect(await desk.intake.handlers["sources.list"]({}, desk.call)).toEqual([]);
});

test("a page gives the feeds that it declares and then those that it links, relative to its base, each once", async () => {
  const head = `<base href="/site/"><link rel=alternate type="application/rss+xml" href="news.rss">
    <LINK REL='home alternate' TYPE='application/atom+xml' HREF='/all.atom#top'>
    <link rel="alternate" type="text/html" href="/mobile"><link rel="stylesheet" type="application/rss+xml" href="/no">`;
  const body = `<a href="/talk/feed/">Talk</a><a href="news.rss">again</a><a href="/about">About the feeding of ferries</a>
    <a href="javascript:feed()">no</a><!-- <a href="/hidden.rss"> -->`;
  const { found, paths, server } = await lookAt({
    "/": html(body, head),
    "/site/news.rss": feed("News"),
    "/all.atom": feed("All"),
    "/talk/feed/": feed("Talk"),
    "/hidden.rss": feed("Hidden"),
  });
  expect(paths).toEqual(["/site/news.rss", "/all.atom", "/talk/feed/"]);
  expect(found.page).toEqual({ title: "Averby & Sound" });
  expect(found.choices.every(({ how }) => how === "link")).toBe(true);
  expect(server.requests.map(({ path }) => path)).toEqual(["/", "/site/news.rss", "/all.atom", "/talk/feed/"]);
});

test("a page that declares nothing is asked where feeds often are, and no further than the first", async () => {
  const { found, paths, server } = await lookAt({ "/": html("Welcome"), "/feed.xml": feed("Found") });
  expect(paths).toEqual(["/feed.xml"]);
  expect(found.choices[0]?.how).toBe("well-known");
  expect(server.requests.map(({ path }) => path)).toEqual(["/", "/feed", "/rss", "/rss.xml", "/feed.xml"]);
});

test("a page without any feed says so, after at most 12 requests, and names what was asked", async () => {
  const { found, server } = await lookAt({ "/": html("Welcome") });
  expect(found.failure).toEqual({ code: "feed.none_found", params: { count: found.tried.length } });
  expect(found.tried).toHaveLength(server.requests.length);
  expect(server.requests.length).toBeLessThanOrEqual(12);
});

test("a page with a hundred links that look like feeds does not become a storm of requests", async () => {
  const links = Array.from({ length: 100 }, (_, at) => `<a href="/${at}/rss">x</a>`).join("");
  const { server } = await lookAt({ "/": html(links) });
  expect(server.requests.length).toBeLessThanOrEqual(12);
});

test("an account's page is read by the rule of its network", async () => {
  const { paths, found, server } = await lookAt({ "/@ann.rss": feed("Toot"), "/@ann": html("profile") }, "/@ann");
  expect(paths).toEqual(["/@ann.rss"]);
  expect(found.choices[0]?.how).toBe("known-site");
  expect(server.requests.map(({ path }) => path)).toEqual(["/@ann.rss"]);
});

test("a page that moved is read where it is, and relative links with it", async () => {
  const { paths } = await lookAt({
    "/": { status: 302, headers: { location: "/new/" } },
    "/new/": html("", `<link rel="alternate" type="application/rss+xml" href="feed.xml">`),
    "/new/feed.xml": feed("Moved"),
  });
  expect(paths).toEqual(["/new/feed.xml"]);
});

test("what is a source already is named", async () => {
  const { desk, server, discover } = await lookAt({ "/feed": feed("One") }, "/feed");
  await desk.add(server.url("/feed"), { name: "Gazette" });
  expect((await discover(server.url("/feed"))).choices[0]?.already).toBe("Gazette");
});

test("failures are values: no consent, not found, no feed at all", async () => {
  const { server, discover } = await lookAt({ "/text": { body: "hello", headers: { "content-type": "text/plain" } } });
  expect((await discover(server.url("/"), false)).failure?.code).toBe("fetch.private-address");
  expect((await discover(server.url("/nothing"))).failure?.code).toBe("fetch.http-404");
  expect((await discover(server.url("/text"))).failure?.code).toBe("feed.not_a_feed_other");
});

test("consent to one host is not consent to others that its page links", async () => {
  const inner = await startFeedServer();
  inner.answerWith(() => feed("Secret"));
  const link = inner.url("/feed").replace("127.0.0.1", "localhost");
  const { found } = await lookAt({ "/": html("", `<link rel="alternate" type="application/rss+xml" href="${link}">`) });
  expect(found.choices).toEqual([]);
  expect(inner.requests).toEqual([]);
});

test.each(["feed://", "feed:http://", "http://"])("an address that begins with %s is understood", async (scheme) => {
  const { server, discover } = await lookAt({ "/feed": feed("One") });
  const rest = server.url("/feed").slice("http://".length);
  const found = await discover(`${scheme}${rest}`);
  // "feed://" says nothing of http: it is asked safely, and this server does not speak that.
  expect(found.tried).toEqual([scheme === "feed://" ? `https://${rest}` : `http://${rest}`]);
});
