import type { Page } from "playwright-core";
import { openFullDesk } from "./full-desk.ts";
import { openQueue } from "./keys.ts";
import type { MainThread } from "./main-thread.ts";
import type { Ratio } from "./measure.ts";

const mostFrameMs = 10;
const mostMounted = 40;
const frames = 600;
const pixelsAFrame = 30;
const options = '[role="listbox"] [role=option]';

/** Scrolling a queue in which `count` mentions wait and all are listed: the main thread's time a frame, and the rows that exist. */
export async function benchScrolling(count: number): Promise<readonly Ratio[]> {
  const desk = await openFullDesk(count);
  const { page } = desk.shown;
  try {
    const thread = await openQueue(desk);
    const listed = await listAll(page);
    const { frameMs, mounted } = await scroll(page, thread);
    return [
      {
        name: `a frame of scrolling ${listed} rows / allowed`,
        ...{ ours: frameMs, reference: mostFrameMs, unit: "ms", most: 1 },
      },
      {
        name: `rows of ${listed} that exist in the page / allowed`,
        ...{ ours: mounted, reference: mostMounted, unit: "rows", most: 1 },
      },
    ];
  } finally {
    await desk.close();
  }
}

/** Goes to the end of the list until it is the end of the queue, and back; how many rows it has. */
async function listAll(page: Page): Promise<number> {
  const whole = page.locator(`${options}:not([aria-setsize="-1"])`);
  while ((await whole.count()) === 0) {
    await page.locator('[role="listbox"]').evaluate((list) => list.scrollTo({ top: list.scrollHeight }));
    await page.waitForTimeout(20);
  }
  const listed = Number(await whole.first().getAttribute("aria-setsize"));
  await page.locator('[role="listbox"]').evaluate((list) => list.scrollTo({ top: 0 }));
  await page.locator(`${options}[aria-posinset="1"]`).waitFor();
  return listed;
}

async function scroll(page: Page, thread: MainThread): Promise<{ frameMs: number; mounted: number }> {
  const before = await thread.taskMs();
  const mounted = await page.locator('[role="listbox"]').evaluate(
    (list, { frames: many, pixels }) =>
      new Promise<number>((resolve) => {
        let most = 0;
        let done = 0;
        const next = () => {
          most = Math.max(most, list.querySelectorAll("[role=option]").length);
          if (done >= many) return resolve(most);
          done += 1;
          list.scrollBy({ top: pixels });
          requestAnimationFrame(next);
        };
        requestAnimationFrame(next);
      }),
    { frames, pixels: pixelsAFrame },
  );
  return { frameMs: ((await thread.taskMs()) - before) / frames, mounted };
}
