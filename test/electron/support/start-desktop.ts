import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ElectronApplication, Page } from "playwright-core";
import { onTestFinished } from "vitest";
import { launchElectron } from "../../support/electron.ts";

export type Desktop = {
  readonly app: ElectronApplication;
  /** The window of the desk. */
  readonly page: Page;
  readonly dataDir: string;
  /** What went wrong on the page: console errors, uncaught errors, violations of the content policy. */
  readonly problems: readonly string[];
  readonly stop: () => Promise<void>;
};

type DesktopOptions = {
  /** Left out = a new folder that goes with the test. */
  readonly dataDir?: string;
  readonly sample?: boolean;
  readonly workspace?: string;
  readonly env?: Readonly<Record<string, string>>;
};

/** Starts the desktop in a real Electron and gives its window; everything is taken away with the test. */
export async function startDesktop({
  dataDir = makeDataDir(),
  sample = false,
  workspace,
  env = {},
}: DesktopOptions = {}): Promise<Desktop> {
  const args = [...(sample ? ["--sample"] : []), ...(workspace === undefined ? [] : ["--workspace", workspace])];
  const options = { dataDir, args, env };
  const started = (await openWindow(options)) ?? (await openWindow(options));
  if (!started) throw new Error("the desktop started twice, and its window never showed the page");
  return { ...started, dataDir };
}

/**
 * Null when the driver cannot speak with the window: on a busy machine it was seen to miss the window's first navigation
 * for good, while the page itself was there.
 */
async function openWindow(options: Parameters<typeof launchElectron>[0]): Promise<Omit<Desktop, "dataDir"> | null> {
  const { app, stop } = await launchElectron(options);
  onTestFinished(stop);
  const problems: string[] = [];
  app.context().on("console", (message) => {
    if (message.type() === "error" || message.text().includes("Content Security Policy")) problems.push(message.text());
  });
  app.context().on("weberror", (error) => problems.push(String(error.error())));
  const page = await app.firstWindow();
  // By the clock: a window that is not painted yet has no animation frames to look at.
  const isThere = () => location.protocol === "app:" && document.readyState === "complete";
  const shown = page.waitForFunction(isThere, undefined, { polling: 100, timeout: 15_000 });
  const isShown = await shown.then(
    () => true,
    () => false,
  );
  if (isShown) return { app, page, problems, stop };
  await stop();
  return null;
}

/** A folder of workspaces that goes with the test. */
export function makeDataDir(): string {
  const folder = mkdtempSync(join(tmpdir(), "watchroom-desktop-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * Asks the engine from the page, on a line that is asked for as the page asks for its own. The page takes each line that
 * comes and drops the one before, so the question goes out on each: only for methods that read.
 */
export function askEngine(page: Page, method: string, input: object = {}): Promise<unknown> {
  return page.evaluate(
    ([name, asked]) =>
      new Promise((resolve) => {
        const id = 1_000_000;
        const take = ({ data, ports: [port] }: MessageEvent) => {
          if (data !== "engine-port" || !port) return;
          port.addEventListener("message", ({ data: answer }) => {
            if (answer.id !== id) return;
            removeEventListener("message", take);
            resolve(answer.result ?? answer);
          });
          port.start();
          port.postMessage({ id, method: name, input: asked });
        };
        addEventListener("message", take);
        postMessage("engine-hello", location.origin);
      }),
    [method, input] as const,
  );
}

/** The processes that run an engine on a data folder (Linux). */
export function enginePids(dataDir: string): readonly number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && existsSync(`/proc/${name}/cmdline`))
    .filter((pid) => {
      const words = readCommandLine(pid);
      return words.includes(dataDir) && words.some((word) => word.endsWith("engine-process.js"));
    })
    .map(Number);
}

function readCommandLine(pid: string): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  } catch {
    return []; // it ended meanwhile
  }
}
