import type { Page } from "playwright-core";
import { ulid } from "ulid";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Bucket } from "../../src-main/contract/values.ts";
import type { DeskPage } from "../support/desk-page.ts";
import { sitDown, soon, switchPerson, walkTo } from "../support/keyboard.ts";
import { ada, approve, bo, draft, exportedKinds, openShift, post, savedByBrowser } from "../support/main-job.ts";
import { openWatchingDesk, type WatchingDesk } from "../support/watching-desk.ts";

const MINUTE = 60_000;
const places = [
  { key: "1", bucket: "analytics", says: "was shown in a list of ferries" },
  { key: "2", bucket: "pr", says: "is asked for a statement by the paper" },
  { key: "3", bucket: "care", says: "owes me the money for the 09:40" },
] as const;
const placeOf = (index: number) => places[(index * 7 + Math.floor(index / 5)) % 3] ?? places[0];
const titleOf = (index: number) => `Post ${String(index + 1).padStart(2, "0")} of fifty`;
const wanted = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [titleOf(index), placeOf(index).bucket]));
const answered = Array.from({ length: 50 }, (_, index) => index)
  .filter((index) => placeOf(index).bucket === "care")
  .slice(0, 2)
  .map(titleOf);

/** The most keys that a stage may take. A person presses a key in a second and a half: fifty mentions in ninety seconds are sixty keys. */
const budget = {
  "sign-in and shift": 25,
  "fifty mentions": 60,
  "two drafts, submitted": 260,
  "approval, hand-over, proof": 140,
  "export of the log": 45,
} as const;
type Stage = keyof typeof budget;

let desk: WatchingDesk;
let shown: DeskPage;
const pressed: Partial<Record<Stage, number>> = {};

beforeAll(async () => {
  const now = Date.now();
  const entries = Array.from({ length: 50 }, (_, index) => ({
    id: `post-${index}`,
    title: titleOf(index),
    text: `Number ${index}: ternway ${placeOf(index).says}, says reader ${index}.`,
    author: `Reader ${index}`,
    publishedAt: now - (index + 1) * MINUTE,
  }));
  desk = await openWatchingDesk({ entries, query: "ternway", bucket: "unsorted" });
  await gatherPeople();
  shown = await desk.openPage();
  await shown.context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: desk.served.url });
  await shown.page.addInitScript(() => {
    const count = (name: string) => sessionStorage.setItem(name, String(Number(sessionStorage.getItem(name)) + 1));
    addEventListener("pointerdown", () => count("mouse"), { capture: true });
    addEventListener("keydown", ({ repeat }) => !repeat && count("keys"), { capture: true });
  });
});

afterAll(() => desk?.close());

async function gatherPeople(): Promise<void> {
  const { call } = desk.rpc;
  const command = () => ({ commandId: ulid() });
  const [first] = await call("people.list", {});
  if (!first) throw new Error("a desk has a first person");
  const { version } = await call("people.setPin", { ...command(), id: first.id, pin: ada.pin });
  await call("people.update", { ...command(), id: first.id, version, name: ada.name, roles: [...first.roles] });
  await call("people.add", { ...command(), ...bo, roles: ["agent", "corpcomm"] });
  await call("settings.dismissSetup", { ...command(), dismissed: true });
  const settings = await call("settings.get", {});
  await call("settings.save", { ...command(), version: settings.version, change: { holdMinutes: 0.05 } });
}

const counted = (page: Page, name: string) => page.evaluate((one) => Number(sessionStorage.getItem(one)), name);

/** A stage of the job, its key presses counted where they arrive. */
async function stage(name: Stage, act: (page: Page) => Promise<void>): Promise<void> {
  const before = await counted(shown.page, "keys");
  await act(shown.page);
  const keys = (await counted(shown.page, "keys")) - before;
  pressed[name] = keys;
  process.stdout.write(`${name}: ${keys} keys\n`);
}

/** The row under the cursor, as a screen reader is told of it. */
async function cursorRow(page: Page): Promise<{ id: string; text: string } | null> {
  return page.evaluate(() => {
    const id = document.querySelector('[role="listbox"]')?.getAttribute("aria-activedescendant");
    const row = id ? document.getElementById(id) : null;
    return row ? { id: row.id, text: row.innerText } : null;
  });
}

/** Waits until the cursor stands on a row that it did not stand on before. */
async function nextRow(page: Page, done: ReadonlySet<string>): Promise<{ id: string; text: string }> {
  let row = await cursorRow(page);
  await expect
    .poll(async () => (row = await cursorRow(page)) !== null && !done.has(row.id), { timeout: 20_000, interval: 20 })
    .toBe(true);
  return row ?? { id: "", text: "" };
}

async function bucketsByTitle(): Promise<Record<string, Bucket>> {
  const { mentions } = await desk.rpc.call("mentions.list", { limit: 100 });
  return Object.fromEntries(mentions.map(({ title, bucket }) => [title ?? "", bucket]));
}

/** Each mention into its bucket by one key, and the last one back and again. */
async function triageAll(page: Page): Promise<void> {
  await page.locator("[role=option]").first().waitFor();
  const done = new Set<string>();
  let last = { title: "", key: "" };
  while (done.size < 50) {
    const row = await nextRow(page, done);
    const key = places.find(({ says }) => row.text.includes(says))?.key ?? "0";
    last = { title: /Post \d\d of fifty/.exec(row.text)?.[0] ?? "", key };
    done.add(row.id);
    await page.keyboard.press(key);
  }
  await expect.poll(bucketsByTitle, { timeout: 30_000 }).toEqual(wanted);
  await page.keyboard.press("Control+Z");
  await expect.poll(bucketsByTitle, { timeout: 30_000 }).toEqual({ ...wanted, [last.title]: "unsorted" });
  await expect.poll(async () => (await cursorRow(page))?.text, soon).toContain(last.title);
  await page.keyboard.press(last.key);
  await expect.poll(bucketsByTitle, { timeout: 30_000 }).toEqual(wanted);
}

async function draftOne(page: Page, title: string): Promise<void> {
  await page.keyboard.press("g");
  await page.keyboard.press("t");
  await page.keyboard.press("/");
  await page.keyboard.type(title);
  await page.keyboard.press("Enter");
  await walkTo(page, title);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/case/*");
  await draft(page);
}

test("a shift's whole job is done by keys alone, in fewer than its budget: fifty mentions, drafts, approval, proof, export", async () => {
  const { page, complaints, refusals } = shown;
  await page.goto(desk.served.url);
  await stage("sign-in and shift", async () => {
    await sitDown(page, ada);
    await openShift(page);
  });
  await stage("fifty mentions", triageAll);
  await stage("two drafts, submitted", async () => {
    for (const title of answered) await draftOne(page, title);
  });
  await switchPerson(page, bo);
  await stage("approval, hand-over, proof", async () => {
    await approve(page);
    await post(page, {
      feedUrl: desk.feed.url,
      readClipboard: () => page.evaluate(() => navigator.clipboard.readText()),
    });
    await approve(page);
  });
  await switchPerson(page, ada);
  await stage("export of the log", async () => {
    await page.keyboard.press("g");
    await page.keyboard.press("s");
    await page.getByRole("grid", { name: /Log of the period/ }).waitFor();
    const kinds = await exportedKinds(page, savedByBrowser(page));
    const countOf = (kind: string) => kinds.filter((one) => one === kind).length;
    expect(["reply.submitted", "reply.approved", "reply.sent"].map(countOf)).toEqual([2, 2, 1]);
  });
  const over = Object.entries(budget).filter(([name, most]) => (pressed[name as Stage] ?? Infinity) > most);
  expect([over, await counted(page, "mouse"), complaints, refusals]).toEqual([
    [],
    0,
    [],
    ["replies.prove: proof-wrong-host"],
  ]);
});
