import type { Browser } from "playwright-core";
import { ulid } from "ulid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "../support/chromium.ts";
import { type DeskPage, openDeskPage, signInAs } from "../support/desk-page.ts";
import { soon } from "../support/keyboard.ts";
import { pairingCode } from "../support/pairing-code.ts";
import type { ServedDesk } from "../support/served-desk.ts";
import { serveSample } from "../support/served-sample.ts";

/** The sample is built first. */
const buildTimeout = 240_000;

let served: ServedDesk;
let browser: Browser;
let agent: DeskPage;
let approver: DeskPage;

beforeAll(async () => {
  [served, browser] = await Promise.all([serveSample(), launchChromium()]);
  const open = async (name: string) => {
    const code = await pairingCode(served);
    const shown = await openDeskPage(browser, { url: served.url, code, timezoneId: "Europe/London" });
    await signInAs(shown.rpc, name);
    return shown;
  };
  agent = await open("Mirela Oakes");
  approver = await open("Sunniva Clegg");
}, buildTimeout);

afterAll(async () => {
  await browser?.close();
  await served?.stop();
  served?.remove();
});

test("they are on the phone: without a mouse, from any screen, know them, know what to say, log the call", async () => {
  const { page, rpc, complaints } = agent;
  const { keyboard } = page;
  const call = { kind: "call", person: "Wilfred Zander", reach: "+44 20 7946 0412", bucket: "care" } as const;
  const { storyId } = await rpc.call("mentions.log", { ...call, commandId: ulid(), text: "Where is my parcel?" });

  await page.goto(new URL(`/case/${storyId}`, served.url).href);
  await page.getByRole("button", { name: "Propose a line" }).click();
  await keyboard.type("Your parcel sails at 15:30.");
  await keyboard.press("Control+Enter");
  await page.getByText("Proposed by Mirela").waitFor();
  const [line] = await approver.rpc.call("lines.list", { storyId });
  const { id = "", version = 0 } = line ?? {};
  await approver.rpc.call("lines.approve", { commandId: ulid(), id, version });
  await page.getByText("Approved by Sunniva").waitFor();

  await page.goto(new URL("/triage", served.url).href);
  await page.locator("[role=option]").first().waitFor();
  await keyboard.press("Control+Alt+l");
  await keyboard.type("0412");
  const chosen = page.locator("dialog [role=option][aria-selected=true]");
  await expect.poll(() => chosen.innerText(), soon).toContain("“Your parcel sails at 15:30.”");
  expect(await chosen.innerText()).toContain("Wilfred Zander");

  await keyboard.press("Control+Enter");
  await page.locator("dialog textarea").waitFor();
  await keyboard.type("It has come. Thank you.");
  await keyboard.press("Control+Enter");
  await expect.poll(() => page.locator("dialog").count(), soon).toBe(0);
  const { rows } = await rpc.call("triage.page", { view: "waiting" });
  expect(rows.filter(({ author }) => author === "Wilfred Zander")).toHaveLength(2);

  await keyboard.press("Control+Alt+l");
  await keyboard.type("zander");
  await chosen.waitFor();
  await keyboard.press("Enter");
  await expect.poll(() => page.url(), soon).toMatch(/\/contacts\b.*[0-9A-Z]{26}$/);
  expect(complaints).toEqual([]);
});
