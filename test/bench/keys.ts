import type { Page } from "playwright-core";
import { type FullDesk, openFullDesk } from "./full-desk.ts";
import { type MainThread, percentile, watchMainThread } from "./main-thread.ts";
import type { Ratio } from "./measure.ts";

/** How long a press may work on the page's main thread until its effect is painted. The wait is printed beside it: it is the machine's too. */
const mostPressMs = 100;
const presses = 20;
/** Work of the page that is no more than its clocks, in a stretch of time. */
const restMs = 8;
const stretchMs = 100;

type Press = {
  readonly name: string;
  readonly key: string;
  /** What appears; left out, the first change of the page is the effect. */
  readonly shows?: string;
  /** Pressed between two measured presses, so that each begins from a place like the one before. */
  readonly back?: string;
};

const list = '[role="listbox"]';
const measured: readonly Press[] = [
  { name: "next row (J)", key: "j" },
  { name: "select (X)", key: "x", back: "j" },
  { name: "to care, and on (3)", key: "3" },
  { name: "to PR, and on (2)", key: "2" },
  { name: "back to Unsorted, and on (0)", key: "0" },
  { name: "open the case (Enter)", key: "Enter", shows: "textarea, [contenteditable], [role=tablist]", back: "u" },
  { name: "command palette (Ctrl+K)", key: "Control+k", shows: "[role=dialog]", back: "Escape" },
  { name: "all keys (?)", key: "?", shows: "[role=dialog]", back: "Escape" },
];

/** Keys at a queue in which `count` mentions wait, in a real browser: until the effect is painted, and what the page's main thread does for it. */
export async function benchKeys(count: number): Promise<readonly Ratio[]> {
  const desk = await openFullDesk(count);
  const ratios: Ratio[] = [];
  try {
    const thread = await openQueue(desk);
    for (const press of measured) ratios.push(await measure(desk.shown.page, thread, press));
    return ratios;
  } finally {
    await desk.close();
  }
}

/** The queue of all that waits, with the focus on its list. */
export async function openQueue({ served, shown: { page } }: FullDesk): Promise<MainThread> {
  await page.goto(new URL("/triage", served.url).href);
  await page.locator(`${list} [role=option]`).first().waitFor();
  await page.locator(list).focus();
  return watchMainThread(page);
}

async function measure(page: Page, thread: MainThread, { name, key, shows, back }: Press): Promise<Ratio> {
  const shown: number[] = [];
  const wholes: number[] = [];
  const waits: number[] = [];
  for (let press = 0; press < presses; press += 1) {
    await rest(page, thread);
    const before = await thread.taskMs();
    await page.evaluate(waitForPaint, shows ?? null);
    await page.keyboard.press(key);
    waits.push(await page.evaluate(() => (window as unknown as Probed).painted));
    shown.push((await thread.taskMs()) - before);
    await rest(page, thread);
    wholes.push((await thread.taskMs()) - before);
    if (!back) continue;
    await page.keyboard.press(back);
    await page.locator(list).waitFor();
    await page.locator(list).focus();
  }
  const words = (values: readonly number[]) =>
    `${percentile(values, 0.5).toFixed(0)} ms (p95 ${percentile(values, 0.95).toFixed(0)})`;
  console.log(`     ${name}: painted after ${words(waits)}, with all that follows ${words(wholes)} of the main thread`);
  return {
    name: `${name}, main thread until painted, p95 (median ${percentile(shown, 0.5).toFixed(0)}) / allowed`,
    ...{ ours: percentile(shown, 0.95), reference: mostPressMs, unit: "ms", most: 1 },
  };
}

type Probed = { painted: Promise<number> };

/** Runs in the page: from the next key to the first frame painted after its effect, in ms. */
function waitForPaint(shows: string | null): void {
  const isThere = () => shows === null || document.querySelector(shows) !== null;
  (window as unknown as Probed).painted = new Promise((resolve) => {
    const pressed = ({ timeStamp }: KeyboardEvent) => {
      const watching = new MutationObserver(() => {
        if (!isThere()) return;
        watching.disconnect();
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - timeStamp)));
      });
      watching.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    };
    addEventListener("keydown", pressed, { capture: true, once: true });
  });
}

/** Waits until the page has nothing to do. */
async function rest(page: Page, thread: MainThread): Promise<void> {
  for (let last = await thread.taskMs(); ;) {
    await page.waitForTimeout(stretchMs);
    const now = await thread.taskMs();
    if (now - last < restMs) return;
    last = now;
  }
}
