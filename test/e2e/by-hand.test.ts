import { afterAll, beforeAll, expect, test } from "vitest";
import type { DeskPage } from "../support/desk-page.ts";
import { pressOn, soon, tabTo, typeInto } from "../support/keyboard.ts";
import { openWatchingDesk, type WatchingDesk } from "../support/watching-desk.ts";

let desk: WatchingDesk;
let shown: DeskPage;

beforeAll(async () => {
  const entries = [{ id: "1", title: "Late", text: "Ternway is late again.", publishedAt: Date.now() - 60_000 }];
  desk = await openWatchingDesk({ entries, query: "ternway", bucket: "care" });
  shown = await desk.openPage();
});
afterAll(() => desk?.close());

const complaint = "I called twice about Ternway and nobody rang back about my refund.";

test("a call is logged by keyboard alone and stands in triage with a running clock; an undo takes it back", async () => {
  const { page } = shown;
  await page.goto(new URL("/triage", desk.served.url).href);
  await page.locator("[role=option]").first().waitFor();
  await page.keyboard.press("c");
  await page.getByLabel("What they said").waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.id), soon).toBe("log-text");
  await page.keyboard.type(complaint);
  await typeInto(page.getByLabel("Name", { exact: true }), "Hettie Moss");
  await typeInto(page.getByLabel("Telephone number"), "020 7946 0958");
  await page.keyboard.press("Control+Enter");
  // Back where one came from, told what happened.
  await expect.poll(() => page.url(), soon).toContain("/triage");
  await expect.poll(() => page.locator("footer").innerText(), soon).toMatch(/Logged: Contact centre/);
  // New rows wait behind a bar until somebody asks for them.
  await page.locator('button[aria-keyshortcuts="."]').waitFor(soon);
  await page.keyboard.press(".");
  const row = page.locator("[role=option]").filter({ hasText: "Hettie Moss" });
  await expect.poll(() => row.innerText(), soon).toMatch(/Calls[\s\S]*left/);
  await page.keyboard.press("Control+Z");
  await expect.poll(() => page.locator("footer").innerText(), soon).toMatch(/Taken back/);
  await page.locator('button[aria-keyshortcuts="."]').waitFor(soon);
  await page.keyboard.press(".");
  await expect.poll(() => page.locator("[role=option]").filter({ hasText: "Hettie Moss" }).count(), soon).toBe(0);
  expect((await shown.rpc.call("mentions.list", { search: "rang" })).mentions).toEqual([]);
});

test("what was typed is there again after a reload, and a logged call is closed from its case", async () => {
  const { page } = shown;
  await page.goto(new URL("/log", desk.served.url).href);
  await page.getByLabel("What they said").fill(complaint);
  await page.reload();
  await expect.poll(() => page.getByLabel("What they said").inputValue(), soon).toBe(complaint);
  await pressOn(page.getByRole("button", { name: /^Log it and enter another/ }));
  await expect.poll(() => page.getByLabel("What they said").inputValue(), soon).toBe("");
  const [found] = (await shown.rpc.call("mentions.list", { search: "rang" })).mentions;
  await page.goto(new URL(`/case/${found?.story.id}`, desk.served.url).href);
  await page.getByText("They called. Answer by telephone").waitFor();
  expect(await page.getByRole("link", { name: /^Original/ }).count()).toBe(0);
  await pressOn(page.getByRole("button", { name: /^Answered by telephone/ }));
  await expect
    .poll(
      async () => (await shown.rpc.call("cases.get", { storyId: found?.story.id ?? "" })).story.case?.resolution,
      soon,
    )
    .toBe("handed_private");
});

test("a post of a closed network is shown in its case with its screenshot", async () => {
  const { page } = shown;
  const png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  await page.goto(new URL("/log", desk.served.url).href);
  await page.getByRole("radio", { name: "Post" }).check();
  await page.getByLabel("Web address of the post").fill("https://www.facebook.com/groups/ferries/posts/7");
  await page.getByLabel("What they said").fill("Ternway lost my pram, seen in the group.");
  await page
    .getByLabel("Screenshot")
    .setInputFiles({ name: "seen.png", mimeType: "image/png", buffer: Buffer.from(png, "base64") });
  await page.getByText("seen.png").waitFor(soon);
  await pressOn(page.getByRole("button", { name: /^Log it and enter another/ }));
  await expect.poll(() => page.getByLabel("What they said").inputValue(), soon).toBe("");
  const [found] = (await shown.rpc.call("mentions.list", { search: "pram" })).mentions;
  await page.goto(new URL(`/case/${found?.story.id}`, desk.served.url).href);
  const picture = page.getByRole("img", { name: "Screenshot that was entered with it" });
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth), soon).toBe(1);
  expect(await page.getByText("Entered by Desk").count()).toBe(1);
  expect(shown.complaints).toEqual([]);
});

test("a file with three bad rows is previewed, imported and reported row by row", async () => {
  const { page } = shown;
  const file = [
    "Date;Author;Text;Link",
    "2026-01-01 10:00;Ann;Ternway was fine;https://forum.example/1",
    "2026-01-02 10:00;Bob;=1+1 Ternway;https://forum.example/2",
    "soon;Eve;No date;https://forum.example/3",
    "2026-01-03 10:00;Zoe;;https://forum.example/4",
    "2026-01-04 10:00;Kim;Bad link;javascript:alert(1)",
  ].join("\n");
  await page.goto(new URL("/monitor", desk.served.url).href);
  await pressOn(page.getByRole("button", { name: "Import CSV" }));
  await page.locator("#import-file").waitFor();
  await tabTo(page.locator("#import-file"));
  await page
    .locator("#import-file")
    .setInputFiles({ name: "export.csv", mimeType: "text/csv", buffer: Buffer.from(file) });
  await page.getByText("2 of 5 rows would be stored.").waitFor(soon);
  for (const says of [
    "“soon” cannot be read as a date.",
    "It has no words.",
    "“javascript:alert(1)” is no web address.",
  ])
    expect(await page.getByText(says).count()).toBe(1);
  await pressOn(page.getByRole("button", { name: "Import 2 rows" }));
  await page.getByText("5 rows: 2 stored (2 count), 0 known, 0 twice in the file, 3 not stored.").waitFor(soon);
  const { mentions } = await shown.rpc.call("mentions.list", { search: "source:export" });
  expect(mentions.map(({ text }) => text).toSorted()).toEqual(["=1+1 Ternway", "Ternway was fine"]);
  expect(shown.complaints).toEqual([]);
});
