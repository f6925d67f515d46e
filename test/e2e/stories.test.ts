import { ulid } from "ulid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startFeedServer, type FeedServer } from "../support/feed-server.ts";
import { pressOn, soon, tabTo } from "../support/keyboard.ts";
import { openWatchingDesk, type WatchingDesk } from "../support/watching-desk.ts";

const MINUTE = 60_000;
const papers = 14;

const wire =
  "The Ternway ferry Sandpiper was towed back to Greywick harbour on Thursday morning after an engine fault left " +
  "two hundred and twelve passengers waiting for three hours outside the breakwater, the coastguard said. Nobody was " +
  "hurt. The operator said that it was checking the cooling pump and that the evening crossing would run as planned.";

const headlines = [
  "Engine fault halts Tarn ferry",
  "Passengers stranded outside Greywick",
  "Sandpiper towed back to harbour",
  "Ferry breaks down in the Sound",
];

/** What an editor does to a wire story: another headline, a cut, a line of their own. */
const edits: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.replace("on Thursday morning ", ""),
  (text) => `${text} More follows.`,
  (text) => text.replace("Nobody was hurt. ", ""),
  (text) => `GREYWICK. ${text}`,
  (text) => text.replace("the coastguard said", "according to the coastguard"),
  (text) => text.replace("two hundred and twelve", "212"),
];

let desk: WatchingDesk;
let feeds: FeedServer[] = [];

beforeAll(async () => {
  const now = Date.now();
  const entry = (paper: number) => ({
    id: `paper-${paper}`,
    title: headlines[paper % headlines.length] ?? "",
    text: (edits[paper % edits.length] ?? edits[0]!)(wire),
    author: `Desk ${paper}`,
    publishedAt: now - (papers - paper) * MINUTE,
  });
  desk = await openWatchingDesk({ entries: [], query: "ternway", bucket: "pr" });
  feeds = await Promise.all(Array.from({ length: papers }, (_, paper) => startFeedServer([entry(paper)])));
  for (const [paper, feed] of feeds.entries()) {
    const source = { url: feed.url, name: `Paper ${paper}`, network: "news" as const, allowPrivate: true };
    await desk.rpc.call("sources.add", { commandId: ulid(), ...source });
  }
  await desk.rpc.call("sources.poll", { all: true });
});

afterAll(async () => {
  await desk?.close();
  await Promise.all(feeds.map((feed) => feed.close()));
});

test("fourteen papers with one wire story are one row ×14, fourteen mentions and one story on the wall", async () => {
  const { rows } = await desk.rpc.call("triage.page", { view: "waiting" });
  expect(rows.map(({ copies }) => copies)).toEqual([papers]);
  const { volume } = await desk.rpc.call("wallboard.snapshot", {});
  expect([volume.mentions, volume.stories]).toEqual([papers, 1]);
});

test("by keyboard a copy is taken out of its story, stands as a row of its own, and Ctrl+Z puts it back", async () => {
  const { page, complaints } = await desk.openPage();
  await page.goto(`${desk.served.url}/triage`);
  await page.locator("[role=option]").filter({ hasText: "×14" }).waitFor();
  await page.keyboard.press("Enter");
  const copies = page.getByRole("tab", { name: "Copies 13" });
  await tabTo(page.getByRole("tab", { selected: true }).first());
  await page.keyboard.press("ArrowLeft");
  await expect.poll(() => copies.getAttribute("aria-selected"), soon).toBe("true");
  await pressOn(page.getByLabel("Choose the copy in Paper 5"), "Space");
  await pressOn(page.getByRole("button", { name: "Take 1 copy out" }), "Enter");
  await page.getByText("Took 1 copy out.").first().waitFor();
  const rows = async () => (await desk.rpc.call("triage.page", { view: "waiting" })).rows.map((row) => row.copies);
  expect((await rows()).toSorted((a, b) => a - b)).toEqual([1, papers - 1]);
  await desk.rpc.call("sources.poll", { all: true });
  expect((await rows()).toSorted((a, b) => a - b)).toEqual([1, papers - 1]);
  await page.keyboard.press("Control+z");
  await expect.poll(rows, soon).toEqual([papers]);
  expect(complaints).toEqual([]);
});
