import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { ulid } from "ulid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "../support/chromium.ts";
import { type DeskPage, openDeskPage } from "../support/desk-page.ts";
import { type FeedServer, startFeedServer } from "../support/feed-server.ts";
import { pressOn, soon, switchPerson, walkTo } from "../support/keyboard.ts";
import {
  ada,
  approve,
  bo,
  draft,
  exportLog,
  firstEntries,
  gatherPeople,
  openShift,
  post,
  savedByBrowser,
  takeFirstSteps,
  triage,
} from "../support/main-job.ts";
import { makeDataDir, type ServedDesk, serveDesk } from "../support/served-desk.ts";
import { startWebhookReceiver } from "../support/webhook-receiver.ts";

const MINUTE = 60_000;
const secret = `whsec_${Buffer.from("a secret of twenty-four bytes!!!").toString("base64")}`;

let served: ServedDesk;
let browser: Browser;
let feed: FeedServer;
let receiver: Awaited<ReturnType<typeof startWebhookReceiver>>;
let desk: DeskPage;
let drop: string;

beforeAll(async () => {
  feed = await startFeedServer(firstEntries(Date.now()));
  receiver = await startWebhookReceiver(secret);
  const dataDir = makeDataDir();
  drop = join(dataDir, "crm-drop");
  mkdirSync(drop);
  [served, browser] = await Promise.all([serveDesk({ dataDir }), launchChromium()]);
  desk = await openDeskPage(browser, { url: served.url, code: served.code, timezoneId: "Europe/London" });
  await desk.context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: served.url });
  await desk.page.addInitScript(() => {
    addEventListener("pointerdown", () => sessionStorage.setItem("mouse", "used"), { capture: true });
  });
});

afterAll(async () => {
  await browser?.close();
  await served?.stop();
  served?.remove();
  await feed?.close();
  await receiver?.close();
});

/** What an admin sets up once: the firm's CRM, and a hold that a test can wait for. */
async function setUpTargets(): Promise<void> {
  const { call } = desk.rpc;
  const command = () => ({ commandId: ulid(), enabled: true });
  await call("crm.saveTarget", { ...command(), name: "CRM", config: { kind: "webhook", url: receiver.url }, secret });
  await call("crm.saveTarget", { ...command(), name: "Drop", config: { kind: "file", folder: drop, format: "both" } });
  const { version } = await call("settings.get", {});
  await call("settings.save", { commandId: ulid(), version, change: { holdMinutes: 0.05 } });
}

/** One interaction: signed to the webhook, and a line in each file of the drop. */
async function expectInteraction(): Promise<void> {
  // A file is there a moment before its words are.
  const written = () => readdirSync(drop).filter((name) => readFileSync(join(drop, name), "utf8").endsWith("\n"));
  await expect.poll(() => [receiver.delivered.length, written().length], soon).toEqual([1, 2]);
  const [delivered] = receiver.delivered;
  const files = readdirSync(drop).toSorted();
  const [csv = "", ndjson = ""] = files.map((name) => readFileSync(join(drop, name), "utf8"));
  const line = JSON.parse(ndjson) as Record<string, unknown>;
  expect(delivered).toMatchObject({ verified: true, body: line });
  expect(line).toMatchObject({
    schema: "watchroom.interaction/1",
    direction: "out",
    outcome: "answered",
    reply: { url: new URL("/posts/9", feed.url).href, author: ada.name, approvedBy: [bo.name] },
  });
  expect(csv.trim().split("\r\n")).toHaveLength(2);
}

test("from the first start to the exported shift log by keyboard alone", async () => {
  const { page, complaints, refusals } = desk;
  await setUpTargets();
  await page.goto(served.url);
  await page.waitForURL("**/welcome");
  await takeFirstSteps(page, feed.url);
  await gatherPeople(page);
  await openShift(page);
  await triage(page);
  await draft(page);
  await switchPerson(page, bo);
  await approve(page);
  await post(page, { feedUrl: feed.url, readClipboard: () => page.evaluate(() => navigator.clipboard.readText()) });
  await expectInteraction();
  await switchPerson(page, ada);
  await exportLog(page, { deliveries: 2, saved: savedByBrowser(page) });
  expect([await page.evaluate(() => sessionStorage.getItem("mouse")), complaints, refusals]).toEqual([
    null,
    [],
    ["replies.prove: proof-wrong-host"],
  ]);
});

test("an approved reply cannot leave during its hold, on the page or past it, and anybody may still stop it", async () => {
  const { page, rpc, complaints } = desk;
  const { version } = await rpc.call("settings.get", {});
  await rpc.call("settings.save", { commandId: ulid(), version, change: { holdMinutes: 60 } });
  feed.entries = [
    {
      id: "3",
      title: "No word about the late boat",
      text: "Why is Ternway late again? I am still waiting.",
      publishedAt: Date.now() - MINUTE,
    },
  ];
  await rpc.call("sources.poll", { all: true });
  await page.goto(new URL("/triage", served.url).href);
  await walkTo(page, "No word about the late boat");
  await page.keyboard.press("3");
  await walkTo(page, "No word about the late boat");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/case/*");
  await draft(page);
  await switchPerson(page, bo);
  await page.keyboard.press("g");
  await page.keyboard.press("a");
  await page.getByText("you may decide").waitFor();
  await page.keyboard.press("a");
  await page.getByText(/^Can be posted from/).waitFor();
  const [card] = (await rpc.call("replies.queue", {})).cards;
  const held = { replyId: card?.reply.id ?? "", version: card?.reply.version ?? 0 };
  await expect(rpc.call("replies.handOver", { commandId: ulid(), ...held })).rejects.toMatchObject({
    code: "hold-running",
  });
  await page.keyboard.press("Enter");
  await page.getByText(/^Can be posted from/).waitFor();
  expect(await page.getByRole("button", { name: "Copy the text" }).count()).toBe(0);
  await pressOn(page.getByRole("button", { name: "Cancel", exact: true }));
  await page.getByText("Cancelled. Its words are kept here.").first().waitFor();
  expect(complaints).toEqual([]);
});
