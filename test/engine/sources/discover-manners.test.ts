import { expect, test } from "vitest";
import type { Answer } from "./feed-server.ts";
import { openNetHttp, rss, startFeedServer } from "./feed-server.ts";
import { startPollDesk } from "./intake-desk.ts";

const html = (head: string): Answer => ({
  body: `<!doctype html><html><head><title>Averby</title>${head}</head></html>`,
  headers: { "content-type": "text/html" },
});
const links = (count: number) =>
  Array.from({ length: count }, (_, at) => `<link rel="alternate" type="application/rss+xml" href="/${at}.rss">`);

/** A site in the open net, looked at while the fake clock stands still unless it is advanced. */
async function openSite(answer: (path: string) => Answer) {
  const server = await startFeedServer();
  server.answerWith(answer);
  const desk = await startPollDesk(openNetHttp());
  const look = (url = server.url("/", "site.example")) =>
    desk.intake.handlers["sources.discover"]({ url, allowPrivate: false }, desk.call);
  const paths = () => server.requests.map(({ path }) => path);
  /** Until the look waits for its turn, or is over. */
  const rest = async (look: Promise<unknown>) => {
    let isOver = false;
    void look.finally(() => (isOver = true));
    await expect.poll(() => isOver || desk.clock.waiting() > 0).toBe(true);
  };
  return { ...desk, server, look, paths, rest };
}

test("requests to one host of the open net are two seconds apart", async () => {
  const site = await openSite((path) =>
    path === "/" ? html(links(2).join("")) : { body: rss({ id: "a", text: path }) },
  );
  const look = site.look();
  await site.rest(look);
  expect(site.paths()).toEqual(["/"]);
  site.clock.advance(1_999);
  expect(site.paths()).toEqual(["/"]);
  site.clock.advance(1);
  await site.rest(look);
  expect(site.paths()).toEqual(["/", "/0.rss"]);
  site.clock.advance(2_000);
  expect((await look).choices.map(({ latest }) => latest[0]?.title)).toEqual(["/0.rss", "/1.rss"]);
});

test("after 20 seconds a look ends with what it has", async () => {
  const site = await openSite((path) => {
    if (path === "/") return html(links(3).join(""));
    site.clock.advance(path === "/1.rss" ? 20_000 : 0);
    return { body: rss({ id: "a", text: path }) };
  });
  const look = site.look();
  await site.rest(look);
  site.clock.advance(2_000);
  await site.rest(look);
  site.clock.advance(2_000);
  expect((await look).choices).toHaveLength(2);
  expect(site.paths()).toEqual(["/", "/0.rss", "/1.rss"]);
});

test("a server that asks for rest is asked nothing more", async () => {
  const site = await openSite((path) =>
    path === "/" ? html(links(3).join("")) : { status: 429, headers: { "retry-after": "120" } },
  );
  const look = site.look();
  await site.rest(look);
  site.clock.advance(2_000);
  expect(await look).toMatchObject({ choices: [], tried: [expect.any(String), expect.any(String)] });
  expect(site.paths()).toEqual(["/", "/0.rss"]);
});

test("a network that is closed is not asked at all", async () => {
  const site = await openSite(() => ({ body: rss() }));
  expect(await site.look("https://x.com/ternway")).toEqual({
    failure: { code: "feed.closed_network", params: { network: "X" } },
    page: null,
    choices: [],
    tried: [],
  });
  expect(site.paths()).toEqual([]);
});

test("an address without a scheme is asked safely and then, where nobody speaks so, without", async () => {
  const site = await openSite(() => ({ body: rss({ id: "a", text: "One" }) }));
  const look = site.look(site.server.url("/feed", "site.example").replace("http://", ""));
  await site.rest(look);
  site.clock.advance(2_000);
  const { choices, tried } = await look;
  expect(choices.map(({ url }) => url)).toEqual([site.server.url("/feed", "site.example")]);
  expect(tried.map((url) => new URL(url).protocol)).toEqual(["https:", "http:"]);
});

test("a page without its own tags is a page when its server says so", async () => {
  const site = await openSite((path) =>
    path === "/"
      ? { body: `<title>Bare</title>${links(1).join("")}<p>Hello`, headers: { "content-type": "text/html" } }
      : { body: rss({ id: "a", text: "One" }) },
  );
  const look = site.look();
  await site.rest(look);
  site.clock.advance(2_000);
  expect(await look).toMatchObject({ failure: null, page: { title: "Bare" }, choices: [{ how: "link" }] });
});

test("a feed that is a source under the address where it moved is named", async () => {
  const site = await openSite((path) =>
    path === "/old" ? { status: 302, headers: { location: "/new" } } : { body: rss({ id: "a", text: "One" }) },
  );
  await site.add(site.server.url("/new", "site.example"), { name: "Gazette", allowPrivate: false });
  expect((await site.look(site.server.url("/old", "site.example"))).choices[0]?.already).toBe("Gazette");
});

test("a huge page is read at its beginning and costs no more than that", async () => {
  const filler = `<a href="/rss/of/nothing">x</a>`.repeat(200_000);
  const site = await openSite((path) =>
    path === "/" ? html(`${links(1).join("")}${filler}`) : { body: rss({ id: "a", text: "One" }) },
  );
  const look = site.look();
  await site.rest(look);
  site.clock.advance(2_000);
  await site.rest(look);
  site.clock.advance(2_000);
  expect((await look).choices.map(({ url }) => new URL(url).pathname)).toEqual(["/0.rss", "/rss/of/nothing"]);
});
