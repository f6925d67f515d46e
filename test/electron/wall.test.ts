import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ElectronApplication, Page } from "playwright-core";
import { ulid } from "ulid";
import { expect, test } from "vitest";
import type { DesktopAsk } from "../../src-main/contract/desktop.ts";
import { askEngine, startDesktop } from "./support/start-desktop.ts";

// One start for all of it: a real desktop takes seconds to come up.
test("a wall fills its monitor, takes no focus, comes back after unplugging, and is left by a lead's PIN alone", async () => {
  const { app, page, dataDir } = await startDesktop();
  await page.getByRole("heading").first().waitFor();
  const [monitor] = remembered(dataDir);
  await page.bringToFront();
  const hadFocus = await focused(app);
  const wall = await openWall(app, page, monitor?.name ?? "");
  expect(await wallWindow(app)).toEqual({ isVisible: true, fills: true, isAwake: true });
  expect(await focused(app)).toBe(hadFocus);
  // Whoever is signed in at the desk: a wall is given what a display is given.
  expect(await askEngine(wall, "session.get")).toMatchObject({ device: "display", person: null });

  await app.evaluate(({ screen }) => {
    Object.assign(screen, { getAllDisplays: () => [] });
    screen.emit("display-removed", {}, {});
  });
  expect(await wallWindow(app)).toMatchObject({ isVisible: false, isAwake: false });
  await app.evaluate(({ screen }) => {
    Object.assign(screen, { getAllDisplays: () => [screen.getPrimaryDisplay()] });
    screen.emit("display-added", {}, screen.getPrimaryDisplay());
  });
  await expect.poll(() => wallWindow(app)).toEqual({ isVisible: true, fills: true, isAwake: true });

  await setPin(page, "713962");
  await closeAsTheSystem(app);
  await wall.bringToFront();
  await escapeTwice(wall);
  await enterPin(wall, "000000");
  await wall.getByText("This PIN is wrong.").waitFor();
  expect(await wallWindow(app)).toMatchObject({ isVisible: true });
  await wall.keyboard.press("Escape");
  await wall.getByRole("dialog").waitFor({ state: "detached" });

  await escapeTwice(wall);
  const closed = wall.waitForEvent("close");
  await enterPin(wall, "713962");
  await closed;
  expect(await wallWindow(app)).toBeNull();
  expect(remembered(dataDir)).toMatchObject([{ wall: "first", isOn: false }]);
});

function ask(page: Page, askDesktop: DesktopAsk): Promise<void> {
  return page.evaluate((given) => window.postMessage({ askDesktop: given }, location.origin), askDesktop);
}

async function openWall(app: ElectronApplication, page: Page, monitor: string): Promise<Page> {
  const appeared = app.waitForEvent("window");
  await ask(page, { ask: "set-wall", monitor, wall: "first" });
  const wall = await appeared;
  await wall.locator('[data-surface="wall"]').waitFor();
  await expect.poll(() => wallWindow(app)).toMatchObject({ isVisible: true });
  return wall;
}

type Remembered = { readonly name: string; readonly wall: string | null; readonly isOn: boolean };

function remembered(dataDir: string): readonly Remembered[] {
  return JSON.parse(readFileSync(join(dataDir, "desktop/walls.json"), "utf8")).monitors;
}

function focused(app: ElectronApplication): Promise<number | null> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow()?.id ?? null);
}

/** How the one wall stands; null when there is none. */
function wallWindow(
  app: ElectronApplication,
): Promise<{ isVisible: boolean; fills: boolean; isAwake: boolean } | null> {
  return app.evaluate(({ BrowserWindow, screen, powerSaveBlocker }) => {
    const wall = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().endsWith("/wall"));
    if (!wall) return null;
    const { bounds } = screen.getPrimaryDisplay();
    const at = wall.getBounds();
    const isAwake = Array.from({ length: 20 }, (_, id) => id).some((id) => powerSaveBlocker.isStarted(id));
    const fills = at.x === bounds.x && at.y === bounds.y && at.width === bounds.width && at.height === bounds.height;
    return { isVisible: wall.isVisible(), fills, isAwake };
  });
}

async function setPin(page: Page, pin: string): Promise<void> {
  const { person } = (await askEngine(page, "session.get")) as { person: { id: string } };
  await askEngine(page, "people.setPin", { commandId: ulid(), id: person.id, pin });
}

/** Alt+F4, or the cross of a list of windows. */
async function closeAsTheSystem(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find(({ webContents }) => webContents.getURL().endsWith("/wall"))
      ?.close(),
  );
  expect(await wallWindow(app)).toMatchObject({ isVisible: true });
}

async function escapeTwice(wall: Page): Promise<void> {
  await wall.keyboard.press("Escape");
  await wall.keyboard.press("Escape");
  await wall.getByRole("dialog", { name: "Leave the wall" }).waitFor();
}

async function enterPin(wall: Page, pin: string): Promise<void> {
  await wall.keyboard.type(pin);
  await wall.keyboard.press("Enter");
}
