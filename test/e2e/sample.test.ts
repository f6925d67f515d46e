import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "../support/chromium.ts";
import { openDeskPage } from "../support/desk-page.ts";
import { soon } from "../support/keyboard.ts";
import { pairingCode } from "../support/pairing-code.ts";
import { type ServedDesk, serveDesk } from "../support/served-desk.ts";

let served: ServedDesk;
let browser: Browser;

beforeAll(async () => {
  [served, browser] = await Promise.all([serveDesk({ args: ["--sample"] }), launchChromium()]);
});

afterAll(async () => {
  await browser?.close();
  await served?.stop();
  served?.remove();
});

async function openPage(kind: "desk" | "display") {
  const code = await pairingCode(served, kind);
  return openDeskPage(browser, { url: served.url, code, timezoneId: "Europe/London" });
}

test("a display shows a living wallboard: volume, net sentiment, every feed answering", async () => {
  const { page, complaints, context } = await openPage("display");
  await page.goto(served.url);
  const tile = (title: string) =>
    page
      .locator("section, div")
      .filter({ has: page.getByRole("heading", { name: title }) })
      .last();
  await page.waitForURL("**/wall");
  const volume = tile("Mentions, 24 h");
  await expect.poll(() => volume.innerText(), { timeout: 20_000 }).toMatch(/\b[1-9]\d*\b/);
  await expect.poll(() => tile("Net sentiment").innerText()).toMatch(/n \d+, \d+\s?% unsure/);
  // The pages are turned by hand until the one with the feeds is there.
  const feeds = page.getByRole("heading", { name: "Feeds", exact: true });
  const readFeeds = async () => {
    if ((await feeds.count()) > 0) return tile("Feeds").innerText();
    await page.keyboard.press("ArrowRight");
    return page.locator("main").innerText();
  };
  await expect.poll(readFeeds, { ...soon, interval: 500 }).toMatch(/10\s*\/\s*10/);
  // Who only watches the wall is shown nothing else of the desk.
  await page.goto(new URL("/triage", served.url).href);
  await page.waitForURL("**/wall");
  expect(complaints).toEqual([]);
  await context.close();
});

test("a demo PIN signs in, the sample is marked, and one click goes home to the desk's own workspace", async () => {
  const { page, rpc, complaints, context } = await openPage("desk");
  await page.goto(served.url);
  const lead = page.getByRole("button", { name: /Sunniva Clegg/ });
  const [, pin = ""] = /PIN (\d{6,})/.exec(await lead.innerText()) ?? [];
  await lead.click();
  await page.getByLabel("PIN of Sunniva Clegg").fill(pin);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/triage");
  await page.locator("[role=option]").first().waitFor();
  const badge = page.getByTitle("Sample workspace: all names are invented.");
  await badge.waitFor();
  await page.goto(new URL("/settings?section=sample", served.url).href);
  await page.getByRole("button", { name: "Leave the sample", exact: true }).click();
  await page.waitForURL("**/welcome");
  // The own workspace of this desk is a new one: nothing and nobody of the sample is in it.
  const { workspace, people } = await rpc.call("session.get", {});
  expect([workspace.kind, people.map(({ name }) => name), await rpc.call("sources.list", {})]).toEqual([
    "desk",
    ["Desk"],
    [],
  ]);
  expect([await badge.count(), complaints]).toEqual([0, []]);
  await context.close();
});
