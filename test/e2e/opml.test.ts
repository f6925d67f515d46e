import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DeskPage } from "../support/desk-page.ts";
import { pressOn, soon, tabTo } from "../support/keyboard.ts";
import { openWatchingDesk, type WatchingDesk } from "../support/watching-desk.ts";

let desk: WatchingDesk;
let shown: DeskPage;

beforeAll(async () => {
  desk = await openWatchingDesk({ entries: [], query: "ternway" });
  shown = await desk.openPage();
});

afterAll(async () => {
  await desk?.close();
});

/** Two feeds inside our own network, where nobody is asked without consent, and one that is there already. */
const list = () => `<opml version="1.0"><head><title>Reader</title></head><body><outline text="Coast">
  <outline text="Pier &amp; Tide" xmlUrl="http://127.0.0.1:9/pier"/>
  <outline text="Lock" xmlUrl="http://127.0.0.1:9/lock"/>
  <outline text="Known" xmlUrl="${desk.feed.url}"/>
</outline></body></opml>`;

async function openLists(): Promise<void> {
  const { page } = shown;
  await page.goto(new URL("/monitor", desk.served.url).href);
  await pressOn(page.getByRole("button", { name: "OPML" }));
  await page.getByRole("heading", { name: "Lists of feeds (OPML)" }).waitFor();
}

const names = async () => (await shown.rpc.call("sources.list", {})).map(({ name }) => name).toSorted();

test("by keyboard alone a list's feeds are looked at, ticked, added and taken back", async () => {
  const { page, complaints } = shown;
  await openLists();
  const before = await names();
  await tabTo(page.getByLabel("OPML file"));
  await page
    .getByLabel("OPML file")
    .setInputFiles({ name: "reader.opml", mimeType: "text/x-opml", buffer: Buffer.from(list()) });
  await page.getByText("3 feeds in “Reader”").waitFor();
  await page.getByText("0 answer with a feed, 2 do not, 0 were not checked.").waitFor();
  await page.getByText("Already a source:").waitFor();
  const pier = page.getByRole("checkbox", { name: "Pier & Tide" });
  expect([await pier.isChecked(), await page.getByRole("checkbox", { name: "Lock" }).isChecked()]).toEqual([
    false,
    false,
  ]);
  await pressOn(pier, "Space");
  await tabTo(page.getByRole("button", { name: "Add 1 source" }), "Shift+Tab");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Another list" }).waitFor();
  await expect.poll(names, soon).toEqual([...before, "Pier & Tide"].toSorted());
  await page.keyboard.press("Control+Z");
  await expect.poll(names, soon).toEqual(before);
  expect(complaints).toEqual([]);
});

test("our own list is saved as a file that holds every feed", async () => {
  const { page, complaints } = shown;
  await openLists();
  await pressOn(page.getByRole("button", { name: "Prepare the file" }));
  const link = page.getByRole("link", { name: /^Save watchroom-sources-.* with 1 source$/ });
  await link.waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), pressOn(link)]);
  const saved = readFileSync(await download.path(), "utf8");
  expect(download.suggestedFilename()).toMatch(/^watchroom-sources-\d{4}-\d\d-\d\d\.opml$/);
  expect(saved).toContain(`xmlUrl="${desk.feed.url}"`);
  expect(saved).toContain('watchroom:private="true"');
  expect(complaints).toEqual([]);
});
