import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "../support/chromium.ts";
import { type DeskPage, openDeskPage, signInAs } from "../support/desk-page.ts";
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

type Data = {
  readonly words: Set<string>;
  /** Resolves when every answer so far was read. */ readonly settled: () => Promise<unknown>;
};

/** All words that the engine sent to a page: they are data, in whatever language people wrote them. */
function gatherData(page: Page, rpcUrl: string): Data {
  const words = new Set<string>();
  const reading = new Set<Promise<unknown>>();
  const add = (value: unknown): void => {
    if (typeof value === "string") words.add(value);
    else if (typeof value === "object" && value !== null) for (const part of Object.values(value)) add(part);
  };
  page.on("response", (response) => {
    // A screen that was left takes its answers with it.
    if (response.url() === rpcUrl) reading.add(response.json().then(add, () => undefined));
  });
  return { words, settled: () => Promise.all(reading) };
}

type Shown = { readonly text: string; readonly where: string };

/** Every word that is shown or read out, but for keys, queries and the words that a query lit in a text of somebody. */
function shownWords(page: Page): Promise<Shown[]> {
  return page.evaluate(() => {
    const found: { text: string; where: string }[] = [];
    const note = (text: string | null, element: Element | null, how: string) => {
      if (
        !text ||
        !/[A-Za-z]/.test(text) ||
        !element ||
        element.closest("kbd, code, script, style, mark, :has(> mark), [aria-hidden]:has(+ textarea)")
      )
        return;
      const name = [element.tagName.toLowerCase(), element.getAttribute("class")?.split(" ")[0] ?? ""].join(".");
      found.push({ text: text.trim(), where: `${name} ${how}` });
    };
    const texts = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) note(node.textContent, node.parentElement, "text");
    for (const element of document.body.querySelectorAll("*"))
      for (const how of ["aria-label", "title", "placeholder", "alt", "aria-description"])
        note(element.getAttribute(how), element, how);
    return found;
  });
}

// What the browser itself says: days, months, zones of time, countries, and how a list is joined.
const product = /^Watchroom$/g;
const country = /^.+ \(\+\d+\)$/g;
/** As customers write them; the digits alone would be no word. */
const bookingNumber = /\bWF-\d+/g;
const fromTheBrowser =
  /\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan(uary)?|Feb(ruary)?|Mar(ch)?|Apr(il)?|May|June?|July?|Aug(ust)?|Sept?(ember)?|Oct(ober)?|Nov(ember)?|Dec(ember)?)\b|^[A-Z]\w+(\/[\w +-]+)+$|^UTC$/g;
const joinsOfLists = /, | and | or /;
const wordsOfCatalogue = /[^\s\p{P}\p{S}\p{N}A-Za-z]+/gu;

/** What of a text is neither from the catalogue, whose letters are all accented here, nor data. */
function straysIn(text: string, data: readonly string[]): string[] {
  const parts = text
    .replaceAll(product, "")
    .replaceAll(country, "")
    .replaceAll(fromTheBrowser, "\n")
    .split(/[\n·]/)
    .flatMap((part) =>
      part.includes(" ") && data.some((one) => one.includes(part.trim()))
        ? []
        : part.replaceAll(bookingNumber, "").split(wordsOfCatalogue),
    );
  const words = parts
    .map((part) => part.replaceAll(/^[^A-Za-z]+|[^A-Za-z]+$/g, ""))
    .filter((part) => /[A-Za-z]/.test(part));
  return words.filter((part) => !isData(part, data));
}

const NAME_LENGTH = 60;

/**
 * Whole, several words of it, or several data in a row ("12 refund, Mirela Oakes"). A single word may only come from a
 * name: long texts of people hold every word there is.
 */
function isData(part: string, data: readonly string[]): boolean {
  const listed = part.split(joinsOfLists);
  if (listed.length > 1)
    return data.some((one) => one.includes(part)) || isMadeOf(part, data) || listed.every((one) => isData(one, data));
  const names = namesAmong(data);
  if ((/[ /]/.test(part) ? data : names).some((one) => one.includes(part))) return true;
  if (names.some((one) => initialsOf(one).has(part.toLowerCase()))) return true;
  return isMadeOf(part, data);
}

/** Nothing but data one beside the other: the name of a rule, and the words that it found. */
function isMadeOf(part: string, data: readonly string[]): boolean {
  const inside = namesAmong(data)
    .filter((one) => one.length > 2 && part.includes(one))
    .toSorted((a, b) => b.length - a.length);
  return !/[A-Za-z]/.test(inside.reduce((rest, one) => rest.replaceAll(one, ""), part));
}

const namesAmong = (data: readonly string[]) => data.filter((one) => one.length <= NAME_LENGTH && /[A-Za-z]/.test(one));

/** How a person without a picture is drawn. */
function initialsOf(name: string): Set<string> {
  const words = name
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== "");
  const first = words[0] ?? "";
  return new Set([
    first.slice(0, 2),
    `${first[0] ?? ""}${words.at(-1)?.[0] ?? ""}`,
    `${first[0] ?? ""}${words[1]?.[0] ?? ""}`,
  ]);
}

async function openScreen({ page }: DeskPage, path: string): Promise<void> {
  const url = new URL(path, served.url);
  url.searchParams.set("lang", "pseudo");
  await page.goto(url.href);
  await page.getByRole("main").first().waitFor();
  await expect.poll(() => page.locator("[aria-busy=true]").count(), soon).toBe(0);
  await expect.poll(async () => (await page.getByRole("main").first().innerText()).length, soon).toBeGreaterThan(100);
}

/** Opens one after the other what a screen keeps behind tabs, steps and sections. */
async function lookBehind({ page }: DeskPage, path: string, look: () => Promise<void>): Promise<void> {
  const doors = page.getByRole("tab").or(page.locator("ol > li > button"));
  for (const door of await doors.all()) {
    await door.click();
    await look();
  }
  for (let steps = 0; path === "/settings" && steps < 8; steps += 1) {
    const title = await page.locator("h1").innerText();
    await page.keyboard.press("j");
    await expect.poll(() => page.locator("h1").innerText(), soon).not.toBe(title);
    await look();
  }
}

async function pathsOf({ rpc }: DeskPage): Promise<string[]> {
  const { rows } = await rpc.call("triage.page", { view: "care" });
  const { cards } = await rpc.call("replies.queue", {});
  const cases = [`/case/${rows[0]?.id ?? ""}`, `/case/${cards[0]?.story.id ?? ""}`];
  return ["/triage", ...cases, "/log", "/import", "/approvals", "/monitor", "/shift", "/settings", "/welcome", "/wall"];
}

test("in the test language every word on every screen is from the catalogue or data", async () => {
  const code = await pairingCode(served);
  const desk = await openDeskPage(browser, { url: served.url, code, timezoneId: "Europe/London" });
  const data = gatherData(desk.page, new URL("/rpc", served.url).href);
  const strays = new Set<string>();
  const look = async (screen: string) => {
    await expect.poll(() => desk.page.locator("[aria-busy=true]").count(), soon).toBe(0);
    const shown = await shownWords(desk.page);
    // Afterwards: what is shown came with an answer, whose words may be read a moment later.
    await data.settled();
    for (const { text, where } of shown)
      for (const stray of straysIn(text, [...data.words]))
        strays.add(`${screen}: "${stray}" in ${where}: ${text.slice(0, 100)}`);
  };
  await desk.page.goto(new URL("/?lang=pseudo", served.url).href);
  await desk.page.getByRole("heading").first().waitFor();
  await look("sign-in");
  await desk.page.getByRole("listitem").getByRole("button").first().click();
  await desk.page.locator('input[type="password"]').waitFor();
  await look("sign-in");
  await signInAs(desk.rpc, "Sunniva Clegg");
  for (const path of await pathsOf(desk)) {
    await openScreen(desk, path);
    await look(path);
    await lookBehind(desk, path, () => look(path));
  }
  await openScreen(desk, "/monitor");
  await desk.page.keyboard.press("n");
  for (const way of ["address", "keyword"]) {
    await desk.page.locator(`aside input[value=${way}]`).check();
    await desk.page.locator(way === "keyword" ? "aside select" : "aside form").waitFor();
    await look(`add source by ${way}`);
  }
  await openScreen(desk, "/triage");
  await desk.page.keyboard.press("?");
  await desk.page.getByRole("dialog").waitFor();
  await look("keys");
  expect([[...strays].toSorted(), desk.complaints]).toEqual([[], []]);
  await desk.context.close();
});

test("a word that is not from the catalogue is found", () => {
  const data = ["Mirela Oakes", "Where is my refund?"];
  expect(straysIn("Öþéñ Mirela Oakes··", data)).toEqual([]);
  expect(straysIn("refund", data)).toEqual([]);
  expect(straysIn("Öþéñ sesame··", data)).toEqual(["sesame"]);
});
