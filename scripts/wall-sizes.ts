import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { ulid } from "ulid";
import type { Wall } from "../src-main/contract/methods/settings.ts";
import { launchChromium } from "../test/support/chromium.ts";
import { type DeskPage, openDeskPage, signInAs } from "../test/support/desk-page.ts";
import { pairingCode } from "../test/support/pairing-code.ts";
import { serveDesk } from "../test/support/served-desk.ts";

// Measures the wall of a fresh sample as a browser draws it, without an alarm and with one: the smallest text in arc minutes
// from where the readers sit, and whether any number or word leaves its tile or lies on another. `node scripts/wall-sizes.ts
// [FOLDER]`; the page must be built. A screenshot of each goes into the folder (.cache/wall). Fails where a letter is below
// 16 arc minutes, or where a word is cut or covered.

type Hung = Pick<Wall, "diagonalInches" | "distanceMetres" | "shape"> & {
  readonly name: string;
  readonly size: readonly [number, number];
  readonly pages?: Wall["pages"];
};

const allTiles: Wall["pages"] = [
  ["service", "oldest", "response"],
  ["voice", "alarm", "approvals"],
  ["volume", "net", "handovers"],
];
const usual = { diagonalInches: 55, distanceMetres: 5, shape: "16:9" } as const;
const hung: readonly Hung[] = [
  { name: "1080p", size: [1920, 1080], ...usual },
  { name: "2160p", size: [3840, 2160], ...usual },
  { name: "1080p-other-tiles", size: [1920, 1080], ...usual, pages: allTiles },
  { name: "720p-zoomed", size: [1280, 720], ...usual },
  { name: "43-inch", size: [1920, 1080], ...usual, diagonalInches: 43 },
  { name: "43-inch-other-tiles", size: [1920, 1080], ...usual, diagonalInches: 43, pages: allTiles },
  { name: "75-inch-near", size: [1920, 1080], ...usual, diagonalInches: 75, distanceMetres: 2 },
  { name: "standard", size: [1440, 1080], ...usual, shape: "4:3" },
  { name: "portrait", size: [1080, 1920], ...usual, shape: "9:16" },
  { name: "portrait-other-tiles", size: [1080, 1920], ...usual, shape: "9:16", pages: allTiles },
];

type Letter = { readonly px: number; readonly words: string; readonly where: string };
type Seen = { readonly smallest: Letter; readonly cut: readonly string[]; readonly covered: readonly string[] };

/** Every visible word of the wall: its size, whether it leaves its tile, and what lies over it. Runs in the page. */
function look(): Seen {
  const main = document.querySelector("main");
  if (!main) throw new Error("there is no wall");
  const walk = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  let smallest: Letter = { px: Infinity, words: "", where: "" };
  const cut: string[] = [];
  type Inked = { words: string; left: number; right: number; top: number; bottom: number };
  const inked: Inked[] = [];
  while (walk.nextNode()) {
    const parent = walk.currentNode.parentElement;
    const words = (walk.currentNode.textContent ?? "").trim();
    if (!parent || words === "" || parent.closest("nav, .sr, h1")) continue;
    const style = getComputedStyle(parent);
    if (style.visibility === "hidden") continue;
    const range = document.createRange();
    range.selectNodeContents(walk.currentNode);
    const box = range.getBoundingClientRect();
    const px = Number.parseFloat(style.fontSize);
    const section = parent.closest("section");
    const where = section?.getAttribute("aria-label") ?? section?.querySelector("h2")?.textContent ?? "wall";
    if (px < smallest.px) smallest = { px, words, where };
    // Headlines and names may end in an ellipsis; nothing else may be cut.
    if (parent.closest("li span[class*=title], dt")) continue;
    const frame = (section ?? main).getBoundingClientRect();
    // The box of a text is higher than its capitals, and of many lines it is no text.
    const middle = (box.top + box.bottom) / 2;
    const ink = { words: `${where}: "${words}"`, left: box.left, right: box.right, top: box.top, bottom: box.bottom };
    if (box.height < 2 * px) Object.assign(ink, { top: middle - 0.36 * px, bottom: middle + 0.36 * px });
    inked.push(ink);
    const isOut =
      box.left < frame.left - 1 ||
      box.right > frame.right + 1 ||
      ink.top < frame.top - 1 ||
      ink.bottom > frame.bottom + 1;
    const isClipped = style.overflow === "hidden" && parent.scrollWidth > parent.clientWidth + 1;
    if (isOut || isClipped) cut.push(ink.words);
  }
  const covered = inked.flatMap((one, at) =>
    inked.slice(at + 1).flatMap((other) => {
      const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      return wide > 1 && high > 1 ? [`${one.words} and ${other.words}`] : [];
    }),
  );
  for (const line of main.querySelectorAll<SVGPathElement>("path[class*=line]")) {
    const origin = line.ownerSVGElement?.getBoundingClientRect();
    if (!origin || line.closest("defs")) continue;
    const length = line.getTotalLength();
    const points = Array.from({ length: 400 }, (_, step) => line.getPointAtLength((length * step) / 399));
    const [x, y] = [origin.left, origin.top];
    for (const { words, left, right, top, bottom } of inked) {
      if (points.some((at) => x + at.x > left && x + at.x < right && y + at.y > top && y + at.y < bottom))
        covered.push(`${words} and the line`);
    }
  }
  return { smallest, cut, covered };
}

async function hang({ rpc }: DeskPage, { diagonalInches, distanceMetres, shape, pages }: Hung): Promise<void> {
  const { version, settings } = await rpc.call("settings.get", {});
  const walls = settings.walls.map((wall) => ({
    ...wall,
    diagonalInches,
    distanceMetres,
    shape,
    pages: pages ?? usualPages,
  }));
  await rpc.call("settings.save", { commandId: ulid(), version, change: { walls } });
}

const usualPages: Wall["pages"] = [
  ["volume", "net", "stories", "feeds"],
  ["stories", "buckets"],
  ["feeds", "approvals", "handovers", "response"],
];

/** The angle that capitals of a letter fill, reckoned anew: ISO 9241-3, cap height 0.72 em. */
function arcMinutes(px: number, { size: [width, height], diagonalInches, distanceMetres }: Hung): number {
  const displayMm = (diagonalInches * 25.4 * height) / Math.hypot(width, height);
  return Math.atan(((px / height) * 0.72 * displayMm) / (2 * distanceMetres * 1000)) * 2 * (180 / Math.PI) * 60;
}

async function measure(page: Page, wall: Hung, what: string): Promise<boolean> {
  const { smallest, cut, covered } = await page.evaluate(look);
  const angle = arcMinutes(smallest.px, wall);
  const isReadable = angle >= 15.98 && cut.length === 0 && covered.length === 0;
  const least = `${angle.toFixed(1)}' (${smallest.px.toFixed(1)} px, "${smallest.words}" in ${smallest.where})`;
  console.log(`${isReadable ? "ok  " : "FAIL"} ${what}: smallest ${least}`);
  for (const words of cut) console.log(`     cut: ${words}`);
  for (const words of covered) console.log(`     covered: ${words}`);
  return isReadable;
}

const minutesMuted = { quiet: 1440, alarmed: 0 } as const;

/** Mutes all that runs, or lets it be heard again. */
async function sound({ rpc }: DeskPage, state: keyof typeof minutesMuted): Promise<void> {
  const { alarms } = await rpc.call("alarms.list", {});
  const running = alarms.filter((alarm) => alarm.state === "raised" || alarm.state === "ongoing");
  if (running.length === 0) throw new Error("nothing rings in the sample");
  for (const { id, version } of running) {
    const alarm = { id, version };
    await rpc.call("alarms.mute", { commandId: ulid(), alarm, minutes: minutesMuted[state] });
  }
}

type Display = { readonly browser: Browser; readonly url: string; readonly paired: BrowserContext };

/** Draws each page of one wall, and measures it. */
async function draw({ browser, url, paired }: Display, wall: Hung, state: string): Promise<boolean> {
  const [width, height] = wall.size;
  const context = await browser.newContext({
    ...{
      viewport: { width, height },
      screen: { width, height },
      bypassCSP: true,
      locale: "en-GB",
      reducedMotion: "reduce",
    },
    storageState: await paired.storageState(),
  });
  const page = await context.newPage();
  await page.goto(new URL("/wall", url).href);
  await page.locator("main h2").first().waitFor();
  await page.locator("section [class*=at]").filter({ hasText: ":" }).first().waitFor();
  await page.addStyleTag({ content: "main nav { display: none !important }" });
  await page.evaluate(() => document.fonts.ready);
  let isReadable = true;
  const pages = wall.pages ?? usualPages;
  for (const at of pages.keys()) {
    const what = `${wall.name}-${state}-${at + 1}`;
    await page.waitForTimeout(150);
    if (!(await measure(page, wall, what))) isReadable = false;
    await page.screenshot({ path: join(folder, `${what}.png`) });
    await page.keyboard.press("ArrowRight");
  }
  await context.close();
  return isReadable;
}

const folder = process.argv[2] ?? join(import.meta.dirname, "..", ".cache", "wall");
mkdirSync(folder, { recursive: true });
const served = await serveDesk({ args: ["--sample"] });
const browser = await launchChromium();
try {
  const keeper = await openDeskPage(browser, { url: served.url, code: served.code });
  await signInAs(keeper.rpc, "Sunniva Clegg");
  const { context: paired } = await openDeskPage(browser, {
    url: served.url,
    code: await pairingCode(served, "display"),
  });
  for (const state of ["quiet", "alarmed"] as const) {
    await sound(keeper, state);
    for (const wall of hung) {
      await hang(keeper, wall);
      if (!(await draw({ browser, url: served.url, paired }, wall, state))) process.exitCode = 1;
    }
  }
} finally {
  await browser.close();
  await served.stop();
  served.remove();
}
