import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "../support/chromium.ts";
import { type DeskPage, openDeskPage, signInAs } from "../support/desk-page.ts";
import { pressOn, soon } from "../support/keyboard.ts";
import { pairingCode } from "../support/pairing-code.ts";
import type { ServedDesk } from "../support/served-desk.ts";
import { serveSample } from "../support/served-sample.ts";

/** The sample is built first. */
const buildTimeout = 240_000;

let served: ServedDesk;
let browser: Browser;
let shown: DeskPage;

beforeAll(async () => {
  [served, browser] = await Promise.all([serveSample(), launchChromium()]);
  const code = await pairingCode(served);
  shown = await openDeskPage(browser, { url: served.url, code, timezoneId: "Europe/London" });
  await signInAs(shown.rpc, "Sunniva Clegg");
  await shown.page.goto(new URL("/triage", served.url).href);
  await shown.page.locator("[role=option]").first().waitFor();
}, buildTimeout);

afterAll(async () => {
  await browser?.close();
  await served?.stop();
  served?.remove();
});

test("without a mouse: a figure, its late rows, a case, back to the same row, and a day of the chart", async () => {
  const { page } = shown;
  const { keyboard } = page;
  const heading = page.getByRole("heading", { level: 1 });
  const card = page.getByRole("button", { name: /^Service level, 80 % in 60 m/ });
  const list = page.getByRole("listbox", { name: "Rows" });
  const cursor = list.locator('[aria-selected="true"]');
  const isOnList = () => list.evaluate((element) => element === document.activeElement);
  await keyboard.press("g");
  await keyboard.press("r");
  await expect.poll(() => heading.textContent(), soon).toMatch(/^Service, .* · All buckets · Desk hours · Mentions$/);
  await pressOn(card);
  await expect.poll(isOnList, soon).toBe(true);
  // The part says how many rows it has, and has as many.
  const late = page.getByRole("button", { name: /^\d+ late$/ });
  const count = Number.parseInt(await late.innerText());
  expect(count).toBeGreaterThan(2);
  await pressOn(late);
  await expect.poll(() => list.locator("[role=option]").first().getAttribute("aria-setsize"), soon).toBe(String(count));
  await expect.poll(isOnList, soon).toBe(true);
  await keyboard.press("j");
  const words = (await cursor.locator("b").textContent()) ?? "";
  await keyboard.press("Enter");
  await expect.poll(() => new URL(page.url()).pathname, soon).toMatch(/^\/case\//);
  await page.getByText(words.slice(0, 30)).first().waitFor();
  await page.goBack();
  await expect.poll(() => cursor.locator("b").textContent(), soon).toBe(words);
  await keyboard.press("Escape");
  await list.waitFor({ state: "detached" });
  await expect.poll(() => card.evaluate((element) => element === document.activeElement), soon).toBe(true);
  // Each point of the chart is a button, and its rows are those of its day.
  const day = page
    .getByRole("group", { name: /against the goal of 80 %$/ })
    .getByRole("button")
    .last();
  const of = Number(/\bn (\d+)/.exec((await day.getAttribute("aria-label")) ?? "")?.[1]);
  await pressOn(day);
  await expect.poll(() => list.locator("[role=option]").first().getAttribute("aria-setsize"), soon).toBe(String(of));
  expect(shown.complaints).toEqual([]);
  expect(shown.refusals).toEqual([]);
});
