import { once } from "node:events";
import { spawn } from "node:child_process";
import type { ElectronApplication, Page } from "playwright-core";
import { expect, test } from "vitest";
import type { DesktopAsk } from "../../src-main/contract/desktop.ts";
import { prepareElectronRuntime } from "../support/electron-runtime.ts";
import { startDesktop } from "./support/start-desktop.ts";

const story = "01KA8K3F000000000000000001";

type Spied = { handler?: () => void; shown: string[]; closed: number };
declare global {
  // In the desktop's main process, not here.
  var spied: Spied;
}

// One start for all of it: a real desktop takes seconds to come up.
test("a link opens its case, a key the look-up, and a burst of notices is one", async () => {
  const { app, page, dataDir } = await startDesktop();
  await page.getByRole("heading").first().waitFor();

  await startSecond(app, [`watchroom://case/${story}`, "--data-dir", dataDir]);
  await page.waitForURL(`**/case/${story}`);
  await startSecond(app, ["watchroom://settings", "--data-dir", dataDir]);
  await spyOnSystem(app);
  await ask(page, { ask: "set-hotkey", keys: "Ctrl+Alt+K" });
  await expect.poll(() => app.evaluate(() => globalThis.spied.handler !== undefined)).toBe(true);
  // What leads nowhere was ignored.
  expect(new URL(page.url()).pathname).toBe(`/case/${story}`);

  const appeared = app.waitForEvent("window");
  await app.evaluate(() => globalThis.spied.handler?.());
  const lookUp = await appeared;
  await lookUp.waitForURL("**/look-up");
  expect(await lookUpWindows(app)).toEqual([{ isVisible: true, isOnTop: true }]);
  // Escape is the page's: in a form it goes one step back, at the field it puts the window away.
  await lookUp.getByRole("combobox").waitFor();
  await pressEscape(app);
  await expect.poll(() => lookUpWindows(app)).toEqual([{ isVisible: false, isOnTop: true }]);

  await page.evaluate(() => {
    for (const count of [1, 2, 12])
      window.postMessage(
        { showNotice: { tag: "arrived care", title: `${count} new in Contact centre`, body: "" } },
        location.origin,
      );
  });
  await expect.poll(() => app.evaluate(() => globalThis.spied.shown.at(-1))).toBe("12 new in Contact centre");
  // Each takes the place of the one before: one is left.
  expect(await app.evaluate(() => globalThis.spied.shown.length - globalThis.spied.closed)).toBe(1);
});

function ask(page: Page, askDesktop: DesktopAsk): Promise<void> {
  return page.evaluate((given) => window.postMessage({ askDesktop: given }, location.origin), askDesktop);
}

/** Remembers what is given to the system, which nobody can press or see here. */
function spyOnSystem(app: ElectronApplication): Promise<void> {
  return app.evaluate(({ globalShortcut, Notification }) => {
    const spied: Spied = { shown: [], closed: 0 };
    globalThis.spied = spied;
    globalShortcut.register = (_keys, handler) => {
      spied.handler = handler;
      return true;
    };
    Notification.isSupported = () => true;
    Notification.prototype.show = function show() {
      spied.shown.push(this.title);
    };
    Notification.prototype.close = () => void (spied.closed += 1);
  });
}

/** As the system gives it to the window: the shell hears it before the page does. */
function pressEscape(app: ElectronApplication): Promise<void> {
  return app.evaluate(({ webContents }) =>
    webContents
      .getAllWebContents()
      .find((page) => page.getURL().endsWith("/look-up"))
      ?.sendInputEvent({ type: "keyDown", keyCode: "Escape" }),
  );
}

function lookUpWindows(app: ElectronApplication): Promise<unknown> {
  return app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .filter(({ webContents }) => webContents.getURL().endsWith("/look-up"))
      .map((window) => ({ isVisible: window.isVisible(), isOnTop: window.isAlwaysOnTop() })),
  );
}

/** Starts the program once more, as the system does to follow a link; it ends when the first one has heard. */
async function startSecond(app: ElectronApplication, words: readonly string[]): Promise<void> {
  const runtime = await prepareElectronRuntime();
  if ("missing" in runtime) throw new Error(runtime.missing);
  const display = await app.evaluate(() => process.env["DISPLAY"] ?? "");
  const isRoot = process.getuid?.() === 0;
  const child = spawn(runtime.executablePath, [...(isRoot ? ["--no-sandbox"] : []), ...words], {
    env: { ...process.env, DISPLAY: display, WATCHROOM_TEST_NODE: process.execPath },
    stdio: "ignore",
  });
  expect(await once(child, "close")).toEqual([0, null]);
}
