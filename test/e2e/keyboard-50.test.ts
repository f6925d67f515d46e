import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Bucket } from "../../src-main/contract/values.ts";
import type { DeskPage } from "../support/desk-page.ts";
import { openWatchingDesk, type WatchingDesk } from "../support/watching-desk.ts";

const MINUTE = 60_000;
const places = [
  { key: "1", bucket: "analytics", says: "was shown in a list of ferries" },
  { key: "2", bucket: "pr", says: "is asked for a statement by the paper" },
  { key: "3", bucket: "care", says: "owes me the money for the 09:40" },
] as const;
const placeOf = (index: number) => places[(index * 7 + Math.floor(index / 5)) % 3] ?? places[0];
const titleOf = (index: number) => `Post ${String(index + 1).padStart(2, "0")} of fifty`;

let desk: WatchingDesk;
let shown: DeskPage;

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
  shown = await desk.openPage();
});

afterAll(() => desk?.close());

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

const wanted = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [titleOf(index), placeOf(index).bucket]));

test("fifty mentions land in three buckets by the keys 1, 2 and 3 alone, and Ctrl+Z takes the last one back", async () => {
  const { page, complaints } = shown;
  await page.goto(new URL("/triage", desk.served.url).href);
  await page.locator("[role=option]").first().waitFor();
  const since = performance.now();
  const done = new Set<string>();
  let last = "";
  while (done.size < 50) {
    const row = await nextRow(page, done);
    const place = places.find(({ says }) => row.text.includes(says));
    last = /Post \d\d of fifty/.exec(row.text)?.[0] ?? "";
    done.add(row.id);
    await page.keyboard.press(place?.key ?? "0");
  }
  const tookS = (performance.now() - since) / 1000;
  await expect.poll(bucketsByTitle, { timeout: 20_000 }).toEqual(wanted);
  process.stdout.write(`fifty mentions triaged in ${tookS.toFixed(1)} s\n`);

  await page.keyboard.press("Control+Z");
  await expect.poll(async () => (await bucketsByTitle())[last], { timeout: 20_000 }).toBe("unsorted");
  expect([await bucketsByTitle(), complaints]).toEqual([{ ...wanted, [last]: "unsorted" }, []]);
});
