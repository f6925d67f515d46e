import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { ulid } from "ulid";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DeskPage } from "../support/desk-page.ts";
import { type FeedServer, startFeedServer } from "../support/feed-server.ts";
import { pressOn, soon, tabTo, typeInto } from "../support/keyboard.ts";
import { openWatchingDesk, type WatchingDesk } from "../support/watching-desk.ts";

const complaint = "Ternway keeps my refund";

let desk: WatchingDesk;
let shown: DeskPage;
let letters: FeedServer;
let sport: FeedServer;
let site: Server;
let siteUrl: string;

beforeAll(async () => {
  const publishedAt = Date.now() - 60_000;
  [letters, sport] = await Promise.all([
    startFeedServer([{ id: "l1", title: complaint, text: "I wait for three weeks now.", publishedAt }]),
    startFeedServer([{ id: "s1", title: "Late goal settles the derby", text: "One nil.", publishedAt }]),
  ]);
  const feeds = [letters, sport].map(({ url }) => `<link rel="alternate" type="application/rss+xml" href="${url}">`);
  site = createServer((request, response) => {
    response.statusCode = request.url === "/" ? 200 : 404;
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(`<!doctype html><html><head><title>Greywick Courier</title>${feeds.join("")}</head></html>`);
  });
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
  siteUrl = `http://127.0.0.1:${(site.address() as AddressInfo).port}/`;
  desk = await openWatchingDesk({ entries: [], query: "ternway", bucket: "care" });
  shown = await desk.openPage();
});

afterAll(async () => {
  await desk?.close();
  await Promise.all([letters, sport].map((feed) => feed?.close()));
  site?.closeAllConnections();
  await new Promise((resolve) => site?.close(resolve));
});

test("by keyboard alone a site becomes a source: its address, one of its feeds, the first mention", async () => {
  const { page, complaints } = shown;
  await page.goto(new URL("/monitor", desk.served.url).href);
  await page.getByRole("button", { name: /^Add source/ }).waitFor();
  await page.keyboard.press("n");
  const address = page.getByLabel("Site, feed or address");
  await address.waitFor();
  await expect.poll(() => address.evaluate((field) => field === document.activeElement), soon).toBe(true);
  await page.keyboard.type(siteUrl);
  await page.keyboard.press("Enter");
  // The address is in a private network: nothing is asked there before somebody agrees.
  await page.getByText("It is fetched only after you allow that").waitFor();
  expect(letters.requests).toEqual([]);
  await pressOn(page.getByLabel("Allow addresses of our own network"), "Space");
  await page.getByText("2 feeds found").waitFor();
  await page.getByText("Late goal settles the derby").waitFor();
  const feeds = page.getByRole("checkbox", { name: "Add Harbour Forum" });
  await pressOn(feeds.first(), "Space");
  await typeInto(page.getByLabel("Name", { exact: true }), "Courier, letters");
  await pressOn(page.getByRole("button", { name: "Add this source" }));
  await expect.poll(() => page.getByRole("row", { name: /Courier, letters/ }).count(), soon).toBe(1);
  const sources = await shown.rpc.call("sources.list", {});
  expect(sources.find(({ name }) => name === "Courier, letters")).toMatchObject({
    url: letters.url,
    allowPrivate: true,
  });
  await expect
    .poll(async () => (await shown.rpc.call("triage.page", { view: "waiting" })).rows.map(({ title }) => title), soon)
    .toEqual([complaint]);
  expect([complaints, sport.requests.length]).toEqual([[], 1]);
});

test("a place to search is filled with the brand, and its address may be changed before it is asked", async () => {
  const { page, rpc, complaints } = shown;
  const { version, settings } = await rpc.call("settings.get", {});
  const brand = { ...settings.brand, names: ["Ternway Ferries"] };
  await rpc.call("settings.save", { commandId: ulid(), version, change: { brand } });
  await page.goto(new URL("/monitor", desk.served.url).href);
  await page.getByRole("button", { name: /^Add source/ }).waitFor();
  await page.keyboard.press("n");
  await tabTo(page.getByRole("radio", { name: "By address" }), "Shift+Tab");
  await page.keyboard.press("ArrowRight");
  const address = page.getByLabel("Address, made from the fields; you may change it");
  await expect.poll(() => address.inputValue(), soon).toContain("q=%22Ternway%20Ferries%22+when:7d");
  await page.getByText(/X, Facebook, Instagram.*no feed without a key/).waitFor();
  await typeInto(address, sport.url);
  await page.keyboard.press("Enter");
  await page.getByText("It is fetched only after you allow that").waitFor();
  await pressOn(page.getByLabel("Allow addresses of our own network"), "Space");
  await pressOn(page.getByRole("button", { name: "Add this source" }));
  await expect
    .poll(async () => (await rpc.call("sources.list", {})).some(({ url }) => url === sport.url), soon)
    .toBe(true);
  expect(complaints).toEqual([]);
});
