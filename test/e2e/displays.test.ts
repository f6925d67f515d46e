import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDesk } from "../../src-main/hosts/desk.ts";
import type { Desk } from "../../src-main/hosts/desk.ts";
import { sampleKit } from "../../src-main/hosts/sample-kit.ts";
import { launchChromium } from "../support/chromium.ts";
import { type DeskPage, openDeskPage } from "../support/desk-page.ts";

// The desk runs in this process, so that a further address of this computer can stand for its network.
const address = "127.0.0.2";
const network = "Office cable";
const dataFolder = mkdtempSync(join(tmpdir(), "watchroom-displays-"));
const cards = { list: () => [{ name: network, addresses: [{ address, family: "IPv4" as const }] }] };

let desk: Desk;
let browser: Browser;
let lead: DeskPage;
let display: Page;

beforeAll(async () => {
  [desk, browser] = await Promise.all([
    openDesk({ dataFolder, holder: "test", runLoops: true, sampleKit, cards }),
    launchChromium(),
  ]);
  const url = await desk.door.serve({ port: 0 });
  lead = await openDeskPage(browser, { url, code: (await desk.door.issue("desk")).code });
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, locale: "en-GB" });
  // A page over a network is no secure one: its browser has no locks.
  await context.addInitScript(() => delete (Navigator.prototype as { locks?: unknown }).locks);
  display = await context.newPage();
});

afterAll(async () => {
  await browser?.close();
  await desk?.close();
  rmSync(dataFolder, { recursive: true, force: true });
});

const patient = { timeout: 15_000 };

test("a display is let in over a network that was switched on, shows its wall and nothing else, and goes when it is kept out", async () => {
  const { page } = lead;
  await page.goto(new URL("/settings?section=displays", desk.door.url() ?? "").href);
  await page.getByLabel(network).click();
  await page.getByText(`On. Displays open http://${address}:`).waitFor(patient);
  await page.getByRole("textbox", { name: "Name" }).fill("Foyer");
  await page.getByRole("button", { name: "Make a code" }).click();
  const label = await page.getByLabel(/^Code (\d ){7}\d$/).getAttribute("aria-label");
  const code = (label ?? "").replaceAll(/\D/g, "");
  const [url = ""] = desk.door.networkUrls();

  await display.goto(new URL("/triage", url).href);
  // The keys of a remote control: digits, and nothing to press after the last.
  await display.getByLabel("Code").waitFor(patient);
  await display.keyboard.type(code);
  await display.getByRole("heading", { name: "Wallboard" }).waitFor({ state: "attached", ...patient });
  await expect.poll(() => new URL(display.url()).pathname).toBe("/wall");

  await page.getByText("Foyer").first().waitFor(patient);
  await page.getByText("Open now").first().waitFor(patient);
  await page.getByRole("button", { name: "Keep out Foyer" }).click();
  await page.getByRole("group", { name: "Keep out Foyer" }).getByRole("button", { name: "Keep out" }).click();
  await display.getByText("This display was let in once", { exact: false }).waitFor(patient);
  await page.getByText("Kept out").first().waitFor(patient);
  expect(lead.complaints).toEqual([]);
});
