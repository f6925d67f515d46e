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

test("the smear of the sample is seen in triage, explained, opened, called none and taken back, by keyboard alone", async () => {
  const code = await pairingCode(served);
  const desk = await openDeskPage(browser, { url: served.url, code, timezoneId: "Europe/London" });
  const { page, rpc } = desk;
  await signInAs(rpc, "Sunniva Clegg");
  const smear = (await rpc.call("alarms.list", {})).alarms.find(({ looksCoordinated }) => looksCoordinated);
  // What a screen can do by key it can do a frame after it is drawn.
  const press = async (key: string) => {
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await page.keyboard.press(key);
  };
  const main = () => page.getByRole("main").innerText();

  await page.goto(new URL("/triage", served.url).href);
  await expect.poll(main, soon).toContain("looks coordinated");
  await press("g");
  await press("i");
  await expect.poll(() => new URL(page.url()).pathname, soon).toBe("/alarms");
  for (let steps = 0; steps < 5 && !(await main()).includes("wrote nearly the same text"); steps += 1) {
    await press("j");
    await page.getByRole("button", { name: "Open its mentions" }).waitFor();
  }
  await expect.poll(main, soon).toMatch(/authors wrote nearly the same text, \d+ posts/);
  expect(await main()).toContain("It does not say who is behind them or why; people decide.");

  await press("o");
  await page.getByRole("listbox", { name: "Mentions" }).getByRole("option").first().waitFor();
  expect(new URL(page.url()).search).toBe(`?alarm=${smear?.id ?? ""}`);
  expect(await page.getByRole("listbox", { name: "Mentions" }).innerText()).toMatch(/sewage/i);
  await page.goBack();

  await page.getByRole("button", { name: "Not an alarm" }).waitFor();
  await press("n");
  await expect.poll(main, soon).toContain("This alarm is over.");
  expect((await rpc.call("alarms.list", {})).taught).not.toEqual([]);
  await press("Control+z");
  await expect.poll(main, soon).toContain("still running");
  expect((await rpc.call("alarms.list", {})).taught).toEqual([]);

  await page.goto(new URL("/wall", served.url).href);
  const strip = page.getByRole("region", { name: "Alarm", exact: true });
  await expect.poll(() => strip.innerText(), soon).toContain("looks coordinated");
  // A wall names nobody and quotes nothing.
  expect(await strip.innerText()).not.toMatch(/sewage|@|#/i);
  expect(desk.complaints).toEqual([]);
  await desk.context.close();
});
