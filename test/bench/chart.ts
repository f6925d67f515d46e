import { join } from "node:path";
import type { Page } from "playwright-core";
import { build } from "vite";
import { launchChromium } from "../support/chromium.ts";
import type { ChartBench } from "./chart-page.tsx";
import { watchMainThread } from "./main-thread.ts";
import { median, type Ratio } from "./measure.ts";

const rounds = 9;
const redraws = 3;
const most = 1.5;

type Probed = { bench: ChartBench };
type Drawn = { readonly first: number; readonly again: number };

/** 10,080 points of three lines, drawn by our chart and by the bare library in turn: time of the page's main thread. */
export async function benchChart(): Promise<readonly Ratio[]> {
  const { code, style } = await bundle();
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.addStyleTag({ content: style });
    await page.addScriptTag({ content: code });
    const thread = await watchMainThread(page);
    // The first of each compiles the code.
    for (const which of ["ours", "bare"] as const) await drawOnce(page, thread.taskMs, which);
    const ours: Drawn[] = [];
    const bare: Drawn[] = [];
    for (let round = 0; round < rounds; round += 1) {
      bare.push(await drawOnce(page, thread.taskMs, "bare"));
      ours.push(await drawOnce(page, thread.taskMs, "ours"));
    }
    const ratio = (name: string, of: (drawn: Drawn) => number): Ratio => ({
      name,
      ours: median(ours.map(of)),
      reference: median(bare.map(of)),
      unit: "ms",
      most,
    });
    return [
      ratio("chart of 10,080 × 3, first draw / bare uPlot", ({ first }) => first),
      ratio("chart of 10,080 × 3, redraw / bare uPlot", ({ again }) => again),
    ];
  } finally {
    await browser.close();
  }
}

async function drawOnce(page: Page, taskMs: () => Promise<number>, which: "ours" | "bare"): Promise<Drawn> {
  const before = await taskMs();
  await page.evaluate((one) => (window as unknown as Probed).bench.draw(one), which);
  const between = await taskMs();
  for (let round = 1; round <= redraws; round += 1)
    await page.evaluate((one) => (window as unknown as Probed).bench.redraw(one), round);
  const after = await taskMs();
  await page.evaluate(() => (window as unknown as Probed).bench.remove());
  return { first: between - before, again: (after - between) / redraws };
}

/** The page as one script and one style sheet. */
async function bundle(): Promise<{ readonly code: string; readonly style: string }> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    define: { "process.env.NODE_ENV": '"production"' },
    build: {
      write: false,
      lib: { entry: join(import.meta.dirname, "chart-page.tsx"), formats: ["iife"], name: "chart" },
    },
  });
  const [first] = Array.isArray(built) ? built : [built];
  const files = first && "output" in first ? first.output : [];
  const script = files.find((file) => file.type === "chunk");
  const sheet = files.find((file) => file.type === "asset" && file.fileName.endsWith(".css"));
  return {
    code: script?.type === "chunk" ? script.code : "",
    style: sheet?.type === "asset" ? String(sheet.source) : "",
  };
}
