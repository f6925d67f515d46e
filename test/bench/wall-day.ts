import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { CDPSession, Page } from "playwright-core";
import { launchChromium } from "../support/chromium.ts";
import { pairOverHttp } from "../support/rpc-client.ts";
import { stopProgram } from "../support/processes.ts";
import { installFastClock } from "./fast-clock.ts";
import type { FastPage } from "./fast-clock.ts";
import type { Ratio } from "./measure.ts";

const mostGrowth = 1.1;
const megabyte = 2 ** 20;
const askEveryMs = 5000;
const stepsAnHour = 3_600_000 / askEveryMs;

/** A wall that is open for `hours` of simulated time: what page and engine hold at the end beside the end of the first hour. */
export async function benchWallDay(hours: number): Promise<readonly Ratio[]> {
  const engine = await startEngine();
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 }, reducedMotion: "reduce" });
    const complaints: string[] = [];
    page.on("pageerror", ({ message }) => complaints.push(message));
    await page.addInitScript(installFastClock, Date.UTC(2026, 10, 17, 10));
    const { cookie } = await pairOverHttp(engine.url, "00000000");
    const [name = "", value = ""] = cookie.split("=");
    await page.context().addCookies([{ name, value, url: engine.url, httpOnly: true, sameSite: "Strict" }]);
    await page.goto(new URL("/wall", engine.url).href);
    await waitForWall(page);
    const session = await page.context().newCDPSession(page);
    await live(page, 1);
    const before = { ...(await weigh(session)), engine: await engine.used() };
    for (let hour = 1; hour < hours; hour += 1) await live(page, 1);
    const after = { ...(await weigh(session)), engine: await engine.used() };
    if (complaints.length > 0) throw new Error(`the wall complained: ${complaints[0]}`);
    const parts = ["heap", "nodes", "listeners", "engine"] as const;
    return parts.map((part) => ({
      name: `${says[part]} after ${hours} h of a wall / after 1 h`,
      ...{ ours: after[part], reference: before[part], unit: units[part], most: mostGrowth },
    }));
  } finally {
    await browser.close();
    await engine.stop();
  }
}

const says = {
  heap: "script memory of the page",
  nodes: "nodes of the page",
  listeners: "listeners of the page",
  engine: "memory of the engine",
} as const;
const units = { heap: "MB", nodes: "nodes", listeners: "listeners", engine: "MB" } as const;

/** Time stands still until it is let pass, also for a page that is being loaded. */
async function waitForWall(page: Page): Promise<void> {
  const tiles = page.locator('[data-surface="wall"] section');
  for (let tries = 0; (await tiles.count()) < 2; tries += 1) {
    if (tries > 200) throw new Error(`the wall is not shown: ${await page.locator("body").innerText()}`);
    await page.evaluate(() => (window as unknown as FastPage).live(1, 100));
    await page.waitForTimeout(50);
  }
}

function live(page: Page, hours: number): Promise<void> {
  return page.evaluate(([steps, stepMs]) => (window as unknown as FastPage).live(steps, stepMs), [
    hours * stepsAnHour,
    askEveryMs,
  ] as const);
}

type Weight = { readonly heap: number; readonly nodes: number; readonly listeners: number };

/** What is left after everything that can be thrown away was. */
async function weigh(session: CDPSession): Promise<Weight> {
  await session.send("Performance.enable");
  for (let round = 0; round < 3; round += 1) await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  const read = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return { heap: read("JSHeapUsedSize") / megabyte, nodes: read("Nodes"), listeners: read("JSEventListeners") };
}

async function startEngine(): Promise<{ url: string; used: () => Promise<number>; stop: () => Promise<void> }> {
  const file = join(import.meta.dirname, "wall-day-engine.ts");
  const child = spawn(process.execPath, ["--expose-gc", file], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout });
  const next = async () => String((await once(lines, "line"))[0]);
  const url = await next();
  return {
    url,
    used: async () => {
      const line = next();
      child.stdin.write("\n");
      return Number(await line) / megabyte;
    },
    stop: () => stopProgram(child),
  };
}
