import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { ulid } from "ulid";
import type { Wall } from "../src-main/contract/methods/settings.ts";
import { launchChromium } from "../test/support/chromium.ts";
import { type DeskPage, openDeskPage, signInAs } from "../test/support/desk-page.ts";
import { pairingCode } from "../test/support/pairing-code.ts";
import { serveDesk } from "../test/support/served-desk.ts";

// Measures the wall of a fresh sample as a browser draws it: the smallest text in arc minutes from where the readers sit,
// and whether any number or word leaves its tile. `node scripts/wall-sizes.ts [FOLDER]`; the page must be built. A screenshot
// of each goes into the folder (.cache/wall). Fails where a letter is below 16 arc minutes or a word is cut.

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
type Seen = { readonly smallest: Letter; readonly cut: readonly string[] };

/** Every visible word of the wall: its size, and whether it leaves the tile or the display. Runs in the page. */
function look(): Seen {
  const main = document.querySelector("main");
  if (!main) throw new Error("there is no wall");
  const walk = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  let smallest: Letter = { px: Infinity, words: "", where: "" };
  const cut: string[] = [];
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
    const where = `${parent.closest("section")?.getAttribute("aria-label") ?? parent.closest("section")?.querySelector("h2")?.textContent ?? "wall"}`;
    if (px < smallest.px) smallest = { px, words, where };
    // Headlines and names may end in an ellipsis; nothing else may be cut.
    if (parent.closest("li span[class*=title], dt")) continue;
    const frame = (parent.closest("section") ?? main).getBoundingClientRect();
    // The box of a text is higher than its capitals.
    const middle = (box.top + box.bottom) / 2;
    const isOut =
      box.left < frame.left - 1 ||
      box.right > frame.right + 1 ||
      middle - 0.4 * px < frame.top - 1 ||
      middle + 0.4 * px > frame.bottom + 1;
    const isClipped = style.overflow === "hidden" && parent.scrollWidth > parent.clientWidth + 1;
    if (isOut || isClipped) cut.push(`${where}: "${words}"`);
  }
  return { smallest, cut };
}

async function hang({ rpc }: DeskPage, { diagonalInches, distanceMetres, shape, pages }: Hung): Promise<void> {
  const { version, settings } = await rpc.call("settings.get", {});
  const walls = settings.walls.map((wall) => ({
    ...wall,
    diagonalInches,
    distanceMetres,
    shape,
    pages: pages ?? firstPages,
  }));
  await rpc.call("settings.save", { commandId: ulid(), version, change: { walls } });
}

const firstPages: Wall["pages"] = [
  ["volume", "net", "stories", "feeds"],
  ["stories", "buckets"],
  ["response", "approvals", "handovers"],
];

/** The angle that capitals of a letter fill, reckoned anew: ISO 9241-3, cap height 0.72 em. */
function arcMinutes(px: number, { size: [width, height], diagonalInches, distanceMetres }: Hung): number {
  const displayMm = (diagonalInches * 25.4 * height) / Math.hypot(width, height);
  return Math.atan(((px / height) * 0.72 * displayMm) / (2 * distanceMetres * 1000)) * 2 * (180 / Math.PI) * 60;
}

async function measure(page: Page, wall: Hung, at: number): Promise<boolean> {
  const { smallest, cut } = await page.evaluate(look);
  const angle = arcMinutes(smallest.px, wall);
  const isReadable = angle >= 15.98 && cut.length === 0;
  const least = `${angle.toFixed(1)}' (${smallest.px.toFixed(1)} px, "${smallest.words}" in ${smallest.where})`;
  console.log(`${isReadable ? "ok  " : "FAIL"} ${wall.name}, page ${at + 1}: smallest ${least}`);
  for (const words of cut) console.log(`     cut: ${words}`);
  return isReadable;
}

const folder = process.argv[2] ?? join(import.meta.dirname, "..", ".cache", "wall");
mkdirSync(folder, { recursive: true });
const served = await serveDesk({ args: ["--sample"] });
const browser = await launchChromium();
try {
  const keeper = await openDeskPage(browser, { url: served.url, code: served.code });
  await signInAs(keeper.rpc, "Sunniva Clegg");
  for (const wall of hung) {
    await hang(keeper, wall);
    const [width, height] = wall.size;
    const { page } = await openDeskPage(browser, {
      url: served.url,
      code: await pairingCode(served, "display"),
      width,
      height,
    });
    await page.goto(new URL("/wall", served.url).href);
    await page.locator("main h2").first().waitFor();
    await page.waitForTimeout(3300);
    const count = await page.evaluate(() => document.querySelectorAll("main i").length);
    for (let at = 0; at < Math.max(1, count); at += 1) {
      if (!(await measure(page, wall, at))) process.exitCode = 1;
      await page.screenshot({ path: join(folder, `${wall.name}-${at + 1}.png`) });
      await page.keyboard.press("ArrowRight");
      await page.waitForTimeout(150);
    }
    await page.close();
  }
} finally {
  await browser.close();
  await served.stop();
  served.remove();
}
