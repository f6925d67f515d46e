import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { ulid } from "ulid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findBrokenLine } from "../../src-main/domain/exports/chain.ts";
import { launchChromium } from "../support/chromium.ts";
import { type DeskPage, openDeskPage } from "../support/desk-page.ts";
import { type FeedServer, startFeedServer } from "../support/feed-server.ts";
import { pressOn, soon, switchPerson, tabTo, typeInto, walkTo } from "../support/keyboard.ts";
import { makeDataDir, type ServedDesk, serveDesk } from "../support/served-desk.ts";
import { startWebhookReceiver } from "../support/webhook-receiver.ts";

const MINUTE = 60_000;
const secret = `whsec_${Buffer.from("a secret of twenty-four bytes!!!").toString("base64")}`;
const ada = { name: "Ada Brook", pin: "482913" };
const bo = { name: "Bo Marsh", pin: "730165" };
const complaint = "Is it true that Ternway keeps the money of cancelled ferries?";

let served: ServedDesk;
let browser: Browser;
let feed: FeedServer;
let receiver: Awaited<ReturnType<typeof startWebhookReceiver>>;
let desk: DeskPage;
let drop: string;

beforeAll(async () => {
  const now = Date.now();
  feed = await startFeedServer([
    {
      id: "1",
      title: complaint,
      text: "I still wait for my refund from Ternway, this is terrible and nobody answers me.",
      author: "Dorrit Hask",
      publishedAt: now - 20 * MINUTE,
    },
    { id: "2", title: "Sunny on the quay", text: "Nothing to complain about.", publishedAt: now - 30 * MINUTE },
  ]);
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

async function takeFirstSteps(page: Page): Promise<void> {
  await page.goto(served.url);
  await page.waitForURL("**/welcome");
  await typeInto(page.getByLabel("Firm or brand"), "Ternway");
  await page.keyboard.press("Control+Enter");
  await typeInto(page.getByLabel("Paste an address"), feed.url);
  await page.keyboard.press("Enter");
  await pressOn(page.getByRole("button", { name: "It is ours: allow it" }));
  await page.getByRole("button", { name: "Use 1 feed" }).waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByText("2 entries read, 1 about you").waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByRole("heading", { name: "When is the desk open" }).waitFor();
  await pressOn(page.getByRole("button", { name: "Skip for now" }));
}

async function gatherPeople(page: Page): Promise<void> {
  await typeInto(page.getByLabel("Your name"), ada.name);
  await page.keyboard.press("Tab");
  await page.keyboard.type(ada.pin);
  await page.keyboard.press("Enter");
  await page.getByText("no PIN").waitFor({ state: "detached" });
  await typeInto(page.getByLabel("Somebody else"), bo.name);
  await typeInto(page.getByLabel("Their PIN, 6 digits or more"), bo.pin);
  await page.keyboard.press("Enter");
  const approves = page.getByRole("checkbox", { name: `${bo.name}: Corpcomm` });
  await pressOn(approves, "Space");
  await page.getByText("can be approved by 2 people").waitFor();
  await page.keyboard.press("Control+Enter");
  await page.waitForURL("**/triage");
}

/** The mention stands where the rules put it, with the reason and its mood; a person decides otherwise by one key. */
async function triage(page: Page): Promise<void> {
  await walkTo(page, complaint);
  const row = page.getByRole("option").filter({ hasText: complaint });
  await expect.poll(() => row.innerText(), soon).toMatch(/PR: Rule Rumours and calls to boycott: Is it true/);
  const preview = page.getByRole("complementary", { name: "Preview" });
  await expect.poll(() => preview.innerText(), soon).toMatch(/PR[\s\S]*Negative/i);
  await page.keyboard.press("3");
  await page
    .getByText(/Moved to Contact centre\. 1 left/)
    .first()
    .waitFor();
  await walkTo(page, complaint);
  await expect.poll(() => preview.innerText(), soon).toMatch(/Contact centre, decided by a person/i);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/case/*");
}

const answers: Readonly<Record<string, string>> = {
  "first name": "Dorrit",
  "what went wrong": "the refund that never came",
  "what we do about it": "We pay it today.",
  time: "15:00",
  "your first name": "Ada",
};

/** Own words, then a script by its name; its required fields in the order of the text; no way past an empty one. */
async function draft(page: Page): Promise<void> {
  await page.getByRole("region", { name: "Composer" }).waitFor();
  await page.keyboard.press(";");
  await page.getByRole("combobox", { name: "Find a script" }).waitFor();
  await page.keyboard.type("went wrong");
  await page.keyboard.press("Enter");
  const words = page.getByRole("group", { name: "Words of the reply" });
  await words.waitFor();
  const fields = words.locator("input, select");
  const names = (all: Element[]) => all.map((field) => field.getAttribute("aria-label"));
  expect(await fields.evaluateAll(names)).toEqual(Object.keys(answers));
  const empty = () => words.locator('[aria-invalid="true"]').evaluateAll(names);
  const submit = page.getByRole("button", { name: "Submit for approval" });
  for (let left = await empty(); left.length > 0; left = left.slice(1)) {
    const name = left[0] ?? "";
    await page.getByText(`Submit is off: ${left.length} empty field`).waitFor();
    await page.keyboard.press("Control+Enter");
    expect([await empty(), await submit.getAttribute("aria-disabled")]).toEqual([left, "true"]);
    await typeInto(words.getByLabel(name, { exact: true }), answers[name] ?? "");
  }
  await page.getByText("Goes to Corpcomm for approval.").waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByText("Waits for approval", { exact: true }).waitFor();
}

/** Another person lets exactly these words out; after the hold the case takes over. */
async function approve(page: Page): Promise<void> {
  await page.keyboard.press("g");
  await page.keyboard.press("a");
  await page.getByText(`You are ${bo.name}. Not the author: you may decide.`).waitFor();
  await page.keyboard.press("a");
  await page.getByRole("button", { name: "Post it from the case" }).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/case/*");
}

/** Copy, open, paste the proof: a link of another host proves nothing. */
async function post(page: Page): Promise<void> {
  await pressOn(page.getByRole("button", { name: "Copy the text" }));
  const proof = page.getByLabel("Link to the posted reply, as proof");
  await proof.waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(
    "Hello Dorrit, I am sorry about the refund that never came. We pay it today. You hear from us again by 15:00. Ada",
  );
  await typeInto(proof, "https://elsewhere.example/posts/9");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").filter({ hasText: "This address is on elsewhere.example" }).waitFor();
  await typeInto(proof, new URL("/posts/9", feed.url).href);
  await page.keyboard.press("Enter");
  await page.getByText("Posted, with proof.").first().waitFor();
  await page.getByText("Resolved", { exact: false }).first().waitFor();
}

/** One interaction: signed to the webhook, and a line in each file of the drop. */
async function expectInteraction(): Promise<void> {
  await expect.poll(() => [receiver.delivered.length, readdirSync(drop).length], soon).toEqual([1, 2]);
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

async function openShift(page: Page): Promise<void> {
  await page.keyboard.press("g");
  await page.keyboard.press("s");
  await page.getByRole("button", { name: "Open shift" }).waitFor();
  await page.keyboard.press("Shift+S");
  await page.getByText(/^Open since .*, Ada Brook$/).waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("t");
}

/** The log has written itself; its export is a chain that holds, from the head that the second file names. */
async function exportLog(page: Page): Promise<void> {
  await page.keyboard.press("g");
  await page.keyboard.press("s");
  const log = page.getByRole("grid", { name: /Log of the period/ });
  await expect
    .poll(() => log.innerText(), soon)
    .toMatch(/Submitted for approval\nAda Brook[\s\S]*Approved\nBo Marsh[\s\S]*Posted, with proof/);
  await page.keyboard.press("x");
  const [file, sidecar] = [await download(page, /^Save .*\.csv$/), await download(page, /\.sidecar\.json$/)];
  const { head, rows, lastHash } = JSON.parse(sidecar) as { head: { hash: string }; rows: number; lastHash: string };
  const lines = file.replace("\uFEFF", "").trimEnd().split("\r\n").slice(1);
  const chained = lines.map((line) => ({ bytes: line.slice(0, -65), hash: line.slice(-64) }));
  expect([lines.length, findBrokenLine(head.hash, chained), chained.at(-1)?.hash]).toEqual([rows, null, lastHash]);
  expect(lines.map((line) => line.split(",")[3])).toEqual([
    ...["shift.opened", "story.moved", "case.opened", "case.assigned", "reply.submitted", "reply.approved"],
    ...["reply.handed_over", "reply.sent", "case.resolved", "delivery.done", "delivery.done"],
  ]);
}

async function download(page: Page, name: RegExp): Promise<string> {
  const link = page.getByRole("link", { name });
  await tabTo(link);
  const [file] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  return readFileSync(await file.path(), "utf8");
}

test("from the first start to the exported shift log by keyboard alone", async () => {
  const { page, complaints, refusals } = desk;
  await setUpTargets();
  await takeFirstSteps(page);
  await gatherPeople(page);
  await openShift(page);
  await triage(page);
  await draft(page);
  await switchPerson(page, bo);
  await approve(page);
  await post(page);
  await expectInteraction();
  await switchPerson(page, ada);
  await exportLog(page);
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
