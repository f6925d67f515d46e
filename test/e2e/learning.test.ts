import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "../support/chromium.ts";
import { openDeskPage, signInAs } from "../support/desk-page.ts";
import { soon } from "../support/keyboard.ts";
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

test("five mentions are corrected by keyboard, stand among what the desk learns from, and one is taken back", async () => {
  const code = await pairingCode(served);
  const { page, rpc, complaints, refusals } = await openDeskPage(browser, { url: served.url, code });
  await signInAs(rpc, "Sunniva Clegg");
  const taught = async () => (await rpc.call("learning.lessons", { kind: "sentiment" })).rows.map(({ state }) => state);
  const before = (await taught()).length;
  await page.goto(new URL("/triage", served.url).href);
  // The choice of language has options too.
  await page.locator('[role="option"]').first().waitFor();
  const moods = page.getByRole("dialog", { name: "What is the mood?" });
  for (let done = 0; done < 5; done += 1) {
    await page.keyboard.press("s");
    await moods.waitFor();
    await page.keyboard.press(String((done % 3) + 1));
    await expect.poll(async () => (await taught()).length, soon).toBe(before + done + 1);
    await moods.waitFor({ state: "hidden" });
    await page.keyboard.press("j");
  }
  await page.keyboard.press("Control+Z");
  await expect.poll(async () => (await taught())[0], soon).toBe("undone");
  await page.goto(new URL("/settings?section=learning", served.url).href);
  const rows = page.getByRole("region", { name: "Corrections" }).getByRole("listitem");
  await rows.first().waitFor();
  expect([await rows.nth(0).innerText(), await rows.nth(1).innerText()]).toEqual([
    expect.stringContaining("Undone"),
    expect.stringContaining("Learned from"),
  ]);
  await rows
    .nth(1)
    .getByRole("button", { name: /^Do not learn from/ })
    .press("Enter");
  await rows.nth(1).getByText("Forgotten").waitFor();
  await page.keyboard.press("Control+Z");
  await rows.nth(1).getByText("Learned from").waitFor();
  expect([complaints, refusals]).toEqual([[], []]);
});

test("a mention says why it was judged so, and one click corrects it", async () => {
  const code = await pairingCode(served);
  const { page, rpc, complaints } = await openDeskPage(browser, { url: served.url, code });
  await signInAs(rpc, "Sunniva Clegg");
  const { rows } = await rpc.call("triage.page", { view: "care", limit: 20 });
  // The first five were corrected above: what a person said is not explained.
  const judged = rows.slice(5).find(({ sentiment, copies }) => sentiment === "negative" && copies === 1);
  await page.goto(new URL(`/case/${judged?.id ?? ""}`, served.url).href);
  const why = page.getByRole("region", { name: "Why this sentiment" });
  await why.getByText("sure at").waitFor();
  await why.getByRole("button", { name: "Neutral" }).click();
  await why.getByText("Marked Neutral by Sunniva Clegg").waitFor();
  expect(complaints).toEqual([]);
});
