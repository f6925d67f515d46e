import type { Browser } from "playwright-core";
import { ulid } from "ulid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type AilingFeeds, startAilingFeeds } from "../support/ailing-feeds.ts";
import { launchChromium } from "../support/chromium.ts";
import { type DeskPage, openDeskPage } from "../support/desk-page.ts";
import { soon } from "../support/keyboard.ts";
import { pairingCode } from "../support/pairing-code.ts";
import { type ServedDesk, serveDesk } from "../support/served-desk.ts";

let served: ServedDesk;
let browser: Browser;
let feeds: AilingFeeds;
let shown: DeskPage;
const command = () => ({ commandId: ulid() });
const names = ["Locked", "Page", "Broken", "Gone", "Well", "Quiet", "Fault"];

beforeAll(async () => {
  [served, browser, feeds] = await Promise.all([serveDesk(), launchChromium(), startAilingFeeds()]);
  shown = await openDeskPage(browser, { url: served.url, code: await pairingCode(served) });
  for (const name of names)
    await shown.rpc.call("sources.add", {
      ...{ ...command(), url: `${feeds.origin}/${name.toLowerCase()}`, name },
      ...{ network: "news", allowPrivate: true },
    });
  await shown.rpc.call("sources.poll", { all: true });
  await shown.page.goto(new URL("/monitor", served.url).href);
  await shown.page.getByRole("grid").waitFor();
});

afterAll(async () => {
  await browser?.close();
  await served?.stop();
  served?.remove();
  await feeds?.close();
});

/** State and name of each row, as a person reads them. */
async function rows(): Promise<readonly string[]> {
  const lines = shown.page.getByRole("grid").locator("tbody tr[id]");
  const texts = await lines.evaluateAll((all) =>
    all.map((row) => {
      const [state, name] = [...row.querySelectorAll("td")].map((cell) => (cell as HTMLElement).innerText.split("\n"));
      return `${name?.[0]}: ${state?.join(", ")}`;
    }),
  );
  return texts.map((text) => text.replace(/\d+ min$/, "x min"));
}

test("each source says what ails it in the words of people, the worst first", async () => {
  await expect
    .poll(rows, soon)
    .toEqual([
      "Gone: Gone 410",
      "Broken: Format error line 14",
      "Fault: Retrying in x min",
      "Locked: Blocked 403",
      "Page: This is a web page",
      "Quiet: Quiet 12 d",
      "Well: OK",
    ]);
});

test("the status bar counts what is broken on every screen, and leads to what fails", async () => {
  const { page } = shown;
  await page.goto(new URL("/triage", served.url).href);
  const badge = page.getByRole("contentinfo").getByRole("link", { name: "1 of 7 feeds broken" });
  await badge.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("grid").waitFor();
  expect((await rows()).map((row) => row.split(":")[0])).toEqual(["Gone", "Broken", "Fault", "Locked", "Page"]);
  await page.getByRole("button", { name: "All 7 sources" }).click();
  await expect.poll(async () => (await rows()).length, soon).toBe(7);
});

test("by keyboard alone one finds a source, reads its sentence and its last fetches, and tries it again", async () => {
  const { page, complaints } = shown;
  await page.keyboard.press("/");
  await page.keyboard.type("locked");
  await page.keyboard.press("Enter");
  await page.keyboard.press("o");
  const panel = page.getByRole("complementary");
  await panel.getByText("The server does not let this app in (403).").waitFor();
  const fetches = () => panel.getByRole("region", { name: "Last fetches" }).locator("tbody tr").count();
  await expect.poll(fetches, soon).toBeGreaterThan(0);
  const before = await fetches();
  await page.keyboard.press("r");
  await expect.poll(fetches, soon).toBe(before + 1);
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await page.keyboard.press("Escape");
  expect(complaints).toEqual([]);
});

test("without a network there is one line, and no source is blamed", async () => {
  const { page, rpc } = shown;
  for (const host of ["news.invalid", "blog.invalid"])
    await rpc.call("sources.add", { ...command(), url: `https://${host}/feed.xml`, name: host });
  await rpc.call("sources.poll", { all: true });
  const offline = async () => (await rpc.call("status.get", {})).network;
  await expect.poll(offline, soon).toBe("offline");
  await page.goto(new URL("/monitor", served.url).href);
  await page
    .getByText(/^Offline since \d\d:\d\d\. No source can be reached; they are tried again by themselves\./)
    .waitFor();
  await expect
    .poll(async () => (await rows()).filter((row) => row.includes(".invalid") || row.startsWith("Well")), soon)
    .toEqual(["blog.invalid: New, since before offline", "news.invalid: New, since before offline", "Well: OK"]);
  const foot = page.getByRole("contentinfo");
  expect([await foot.getByText(/Offline since/).count(), await foot.getByText("1 of 9 feeds broken").count()]).toEqual([
    1, 1,
  ]);
});
