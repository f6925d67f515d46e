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

test("without a mouse: open the topics, choose a week, open the rows of a term, and come back", async () => {
  const { page } = shown;
  const { keyboard } = page;
  const terms = page.getByRole("table", { name: "Terms that rose" }).getByRole("rowheader").getByRole("link");
  const heading = page.getByRole("heading", { level: 1 });
  await keyboard.press("g");
  await keyboard.press("k");
  await expect.poll(() => terms.first().textContent(), soon).toBe("sewage");
  expect(await heading.textContent()).toBe("Topics, 24 hours, all mentions");
  await keyboard.press("w");
  await expect.poll(() => terms.first().textContent(), soon).toBe("lanterns");
  await keyboard.press("s");
  await expect.poll(() => heading.textContent(), soon).toBe("Topics, 7 days, stories");
  await keyboard.press("j");
  await keyboard.press("j");
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent), soon).toBe("sewage");
  const row = page.getByRole("row", { name: /^sewage/ });
  const count = Number(/\b(\d+)\b/.exec((await row.getByRole("cell").first().innerText()).trim())?.[1]);
  await keyboard.press("Enter");
  await expect.poll(() => heading.textContent(), soon).toBe("Mentions of “sewage”");
  // Every person said it once: as many rows as people.
  await expect.poll(() => page.locator("[role=option]").count(), soon).toBe(count);
  await pressOn(page.getByRole("link", { name: "Back to the topics" }));
  await expect.poll(() => heading.textContent(), soon).toBe("Topics, 7 days, stories");
});

test("share of voice stands beside it, with its formula and what counts twice", async () => {
  const { page } = shown;
  const panel = page.getByRole("complementary", { name: "Share of voice" });
  await expect.poll(() => panel.getByRole("row", { name: /Whimbrel Ferries/ }).textContent(), soon).toContain("97.3 %");
  const words = await panel.innerText();
  expect(words).toContain("= 100 × 218 / 224.");
  expect(words).toContain("4 stories name two brands or more and count once for each.");
});
