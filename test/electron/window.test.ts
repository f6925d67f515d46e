import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { prepareElectronRuntime } from "../support/electron-runtime.ts";
import { askEngine, enginePids, makeDataDir, startDesktop } from "./support/start-desktop.ts";

describe("the desk in a window", () => {
  test("comes from app://, works with the engine, and breaks nothing of the content policy", async () => {
    const { app, page, problems } = await startDesktop();
    expect(await page.evaluate(() => location.origin)).toBe("app://watchroom");
    expect(await askEngine(page, "session.get")).toMatchObject({ device: "desk", person: { name: "Desk" } });
    expect(await askEngine(page, "status.get")).toMatchObject({ workspace: { name: "desk", kind: "desk" } });
    // Once more, so that nothing that is said while the page loads is missed.
    await page.reload();
    await page.getByRole("heading").first().waitFor();
    expect(problems).toEqual([]);
    expect(
      await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isVisible())),
    ).toEqual([true]);
  });

  test("has no power of Electron or Node in its page", async () => {
    const { app, page } = await startDesktop();
    const found = await page.evaluate(() =>
      ["require", "process", "module", "electron", "Buffer"].filter((name) => name in globalThis),
    );
    expect(found).toEqual([]);
    const preferences = await app.evaluate(({ webContents }) =>
      webContents.getAllWebContents().map((contents) => {
        // Electron says what it made of them only here.
        const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } = (
          contents as unknown as { getLastWebPreferences: () => Record<string, boolean> }
        ).getLastWebPreferences();
        return { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag };
      }),
    );
    expect(preferences).toEqual([
      { sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false },
    ]);
  });

  test("serves its own files only, each under the policy", async () => {
    const { page } = await startDesktop();
    const answers = await page.evaluate(async () => {
      const paths = [
        "/triage",
        "/assets/gone.js",
        "/../package.json",
        "/%2e%2e/package.json",
        "/..%2f..%2fpackage.json",
      ];
      return Promise.all(
        paths.map(async (path) => {
          const { status, headers } = await fetch(path);
          return [path, status, headers.get("content-security-policy")?.startsWith("default-src 'none'") ?? false];
        }),
      );
    });
    expect(answers).toEqual([
      ["/triage", 200, true],
      ["/assets/gone.js", 404, true],
      ["/../package.json", 404, true],
      ["/%2e%2e/package.json", 404, true],
      ["/..%2f..%2fpackage.json", 404, true],
    ]);
  });

  test("opens where and as it was", async () => {
    const dataDir = makeDataDir();
    const first = await startDesktop({ dataDir });
    await first.page.waitForLoadState("load");
    const bounds = { x: 120, y: 90, width: 1000, height: 700 };
    await first.app.evaluate(({ BrowserWindow }, wanted) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.setBounds(wanted);
      window?.webContents.setZoomLevel(1);
    }, bounds);
    await first.stop();
    const { windows } = JSON.parse(readFileSync(join(dataDir, "desktop/window.json"), "utf8"));
    expect(windows).toMatchObject([{ bounds, isMaximised: false, zoom: 1, path: "/" }]);
    const second = await startDesktop({ dataDir });
    await second.page.waitForLoadState("load");
    const found = await second.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => ({
        bounds: window.getBounds(),
        zoom: window.webContents.getZoomLevel(),
      })),
    );
    expect(found).toEqual([{ bounds, zoom: 1 }]);
  });
});

describe("the engine of the desk", () => {
  test("that is killed is missed on the page, comes back by itself, and has lost nothing", async () => {
    const { page, dataDir } = await startDesktop();
    await page.goto("app://watchroom/triage");
    await page.getByRole("main").waitFor();
    const before = await askEngine(page, "settings.get");
    const [pid = 0, ...others] = enginePids(dataDir);
    expect(others).toEqual([]);
    process.kill(pid, "SIGKILL");
    await page.getByText("The engine does not answer.").waitFor();
    await page.getByText("The engine does not answer.").waitFor({ state: "detached" });
    expect(await askEngine(page, "settings.get")).toEqual(before);
    expect(enginePids(dataDir)).toEqual([expect.not.toSatisfy((next: number) => next === pid)]);
  });

  test("closes its workspace when the last window closes", async () => {
    const { app, page, dataDir } = await startDesktop();
    await askEngine(page, "status.get");
    expect(existsSync(join(dataDir, "desk.db-wal"))).toBe(true);
    const ended = app.waitForEvent("close");
    await page.close();
    await ended;
    expect(enginePids(dataDir)).toEqual([]);
    // SQLite takes the log away when the last connection closes as it should.
    expect(existsSync(join(dataDir, "desk.db-wal"))).toBe(false);
  });

  test("is the only one: a second start brings the first window to the front and ends", async () => {
    const { app, page, dataDir } = await startDesktop();
    await askEngine(page, "status.get");
    const pids = enginePids(dataDir);
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
    const { code, printed } = await startSecond(dataDir, await app.evaluate(() => process.env["DISPLAY"] ?? ""));
    expect([code, printed]).toEqual([0, expect.stringContaining("Watchroom is open already")]);
    expect(enginePids(dataDir)).toEqual(pids);
    expect(
      await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isMinimized())),
    ).toEqual([false]);
  });
});

describe("a workspace that cannot be opened", () => {
  test("is a sentence on the page, and is tried again when asked", async () => {
    const dataDir = makeDataDir();
    const file = join(dataDir, "desk.db");
    writeFileSync(file, "these are the minutes of a meeting, and not a database at all ".repeat(100));
    const { page } = await startDesktop({ dataDir });
    await page.getByRole("alert").getByText("This file is not a workspace of Watchroom.").waitFor();
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("alert").getByText("This file is not a workspace of Watchroom.").waitFor();
    renameSync(file, join(dataDir, "minutes.txt"));
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("alert").waitFor({ state: "detached" });
    expect(await askEngine(page, "status.get")).toMatchObject({ workspace: { name: "desk" } });
  });

  test("keeps nobody from closing the window", async () => {
    const dataDir = makeDataDir();
    writeFileSync(join(dataDir, "desk.db"), "the minutes of a meeting ".repeat(400));
    const { app, page } = await startDesktop({ dataDir });
    await page.getByRole("alert").waitFor();
    await expect.poll(() => enginePids(dataDir)).toEqual([]);
    const desk = app.process();
    const ended = app.waitForEvent("close");
    await page.close();
    await ended;
    expect(desk.exitCode).toBe(0);
  });
});

async function startSecond(dataDir: string, display: string): Promise<{ code: unknown; printed: string }> {
  const runtime = await prepareElectronRuntime();
  if ("missing" in runtime) throw new Error(runtime.missing);
  const isRoot = process.getuid?.() === 0;
  const child = spawn(runtime.executablePath, [...(isRoot ? ["--no-sandbox"] : []), "--data-dir", dataDir], {
    env: { ...process.env, DISPLAY: display, WATCHROOM_TEST_NODE: process.execPath },
    stdio: ["ignore", "pipe", "ignore"],
  });
  let printed = "";
  child.stdout.on("data", (chunk) => (printed += chunk));
  const [code] = await once(child, "close");
  return { code, printed };
}
