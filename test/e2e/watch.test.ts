import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "../support/chromium.ts";
import { openDeskPage, signInAs } from "../support/desk-page.ts";
import { pressOn, soon } from "../support/keyboard.ts";
import { pairingCode } from "../support/pairing-code.ts";
import type { ServedDesk } from "../support/served-desk.ts";
import { serveSample } from "../support/served-sample.ts";

let served: ServedDesk;
let browser: Browser;

beforeAll(async () => {
  [served, browser] = await Promise.all([serveSample(), launchChromium()]);
});

afterAll(async () => {
  await browser?.close();
  await served?.stop();
  served?.remove();
});

test("a watch is written with a fault, mended, saved, followed and brought back without a mouse", async () => {
  const code = await pairingCode(served);
  const { page, rpc } = await openDeskPage(browser, { url: served.url, code, timezoneId: "Europe/London" });
  await signInAs(rpc, "Sunniva Clegg");
  await page.goto(`${served.url}/monitor`);
  await page.getByRole("heading", { name: "Watches" }).waitFor();
  const query = page.getByRole("textbox", { name: "Query" });
  await page.keyboard.press("q");
  const before = await query.inputValue();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("whimbrel AND (late OR cancelled");
  await page.getByText(/Line 1, position 14: /).waitFor();
  expect(await query.getAttribute("aria-invalid")).toBe("true");
  await page.keyboard.type(")");
  await expect.poll(() => query.getAttribute("aria-invalid"), soon).toBe("false");
  await page.getByText(/mentions, .* stories in the newest/).waitFor();
  await page.getByRole("list", { name: "Samples" }).locator("mark").first().waitFor();
  await page.getByRole("list", { name: "Near misses" }).waitFor();
  await page.keyboard.press("ControlOrMeta+s");
  await expect.poll(async () => (await rpc.call("watches.rematching", {}))?.state, soon).toBe("done");
  const changed = (await rpc.call("watches.list", {})).find((one) => one.query.startsWith("whimbrel AND"));
  expect(changed?.overranAt).toBeNull();
  await pressOn(page.getByRole("button", { name: "Versions", exact: true }));
  await page
    .getByText(/Version \d+, Sunniva Clegg/)
    .first()
    .waitFor();
  await pressOn(page.getByRole("button", { name: /^Bring back version/ }).first());
  await expect.poll(() => query.inputValue(), soon).toBe(before);
  await page.keyboard.press("ControlOrMeta+s");
  await expect
    .poll(async () => (await rpc.call("watches.list", {})).find(({ query: saved }) => saved === before)?.version, soon)
    .toBeGreaterThan(2);
});
