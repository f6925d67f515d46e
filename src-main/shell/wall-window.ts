import { BrowserWindow } from "electron";
import { createWallHealth } from "./wall-health.ts";
import { isSamePlace } from "./wall-plan.ts";
import type { PlacedWall } from "./wall-plan.ts";
import { pagePreferences, reloadWhenCrashed } from "./windows.ts";

/** --wall-bg: what stands there before the page has drawn, and while it is loaded again. */
const wallBackground = "#070a0c";

export type WallWindow = {
  readonly contentsId: number;
  readonly monitor: string;
  /** Where it is; null while it is parked. */
  readonly placed: () => PlacedWall | null;
  readonly place: (wall: PlacedWall) => void;
  /** Out of sight: its monitor is unplugged. */
  readonly park: () => void;
  readonly isVisible: () => boolean;
  /** Asks the page whether it is there; one that is silent or shows no wall for long is loaded again. */
  readonly ask: () => void;
  readonly hear: (answer: { readonly showsWall: boolean }) => void;
  /** The computer slept or was locked: it stands as it should, and the silence of that time is nothing. */
  readonly wake: () => void;
  /** The menu of the other windows has keys that would act here. */
  readonly takeMenuAway: () => void;
  readonly close: () => void;
};

export type WallWindowParts = {
  readonly address: string;
  readonly preload: string;
  /** Whether a PIN could be asked for now: then nothing but the wall's own way closes it. */
  readonly isGuarded: () => boolean;
  /** It has shown itself, or gone from the screen. */
  readonly onShown: () => void;
  readonly onClosed: (contentsId: number) => void;
  /** Calls `work` after a while. */
  readonly after: (delayMs: number, work: () => void) => unknown;
};

const fillAgainMs = 1000;

/** A wall that fills a monitor: without frame and menu, never in front of who works elsewhere, and not to be closed in passing. */
export function openWallWindow(first: PlacedWall, parts: WallWindowParts): WallWindow {
  const window = makeWindow(first, parts);
  const { webContents } = window;
  const contentsId = webContents.id;
  const health = createWallHealth();
  let placed: PlacedWall | null = first;
  let isReady = false;

  function refill(): void {
    if (!isReady || !placed || window.isDestroyed()) return;
    fill(window, placed);
    parts.onShown();
  }

  function load(path: string): void {
    health.forget();
    // What cannot be loaded is found out by its silence about a wall.
    window.loadURL(`${parts.address}${path}`).catch(() => {});
  }

  window.once("ready-to-show", () => {
    isReady = true;
    refill();
  });
  window.on("minimize", refill);
  // Keys of the system's own windows can take a window out of full screen; ours did it only to put it elsewhere.
  window.on("leave-full-screen", () => {
    parts.after(fillAgainMs, () => !window.isDestroyed() && !isFilling(window) && refill());
  });
  window.on("hide", parts.onShown);
  window.on("close", (event) => parts.isGuarded() && event.preventDefault());
  window.once("closed", () => parts.onClosed(contentsId));
  load(first.path);

  return {
    contentsId,
    monitor: first.monitor,
    placed: () => placed,
    place: (wall) => {
      if (!webContents.getURL().endsWith(wall.path)) load(wall.path);
      placed = wall;
      refill();
    },
    park: () => {
      placed = null;
      window.hide();
    },
    isVisible: () => window.isVisible(),
    ask: () => {
      if (!health.isHanging()) return webContents.send("wall-there");
      process.stderr.write("watchroom: a wall hangs and is loaded again\n");
      // A page that hangs does not hear a reload; one that crashed is loaded again.
      webContents.forcefullyCrashRenderer();
    },
    hear: (answer) => {
      if (health.hear(answer) && placed) load(placed.path);
    },
    wake: () => {
      health.forget();
      refill();
    },
    takeMenuAway: () => window.removeMenu(),
    close: () => window.destroy(),
  };
}

function makeWindow({ bounds }: PlacedWall, { preload }: WallWindowParts): BrowserWindow {
  const window = new BrowserWindow({
    ...bounds,
    ...{ show: false, frame: false, hasShadow: false, roundedCorners: false, maximizable: false, skipTaskbar: true },
    title: "Watchroom",
    backgroundColor: wallBackground,
    webPreferences: pagePreferences(preload),
  });
  window.removeMenu();
  // It hangs on its monitor, whichever of the virtual desktops somebody works on.
  if (process.platform !== "win32") window.setVisibleOnAllWorkspaces(true, { skipTransformProcessType: true });
  reloadWhenCrashed(window);
  return window;
}

function fill(window: BrowserWindow, { bounds }: PlacedWall): void {
  const isThere = isFilling(window) && isSamePlace(window.getBounds(), bounds);
  if (!isThere) {
    fillScreen(window, false);
    window.setBounds(bounds);
  }
  // Not the focus: somebody may be writing on another monitor.
  window.showInactive();
  if (!isThere) fillScreen(window, true);
}

/** A space of its own, as macOS gives to full screens, would slide the other monitors along. */
function fillScreen(window: BrowserWindow, isFull: boolean): void {
  if (process.platform === "darwin") window.setSimpleFullScreen(isFull);
  else if (window.isFullScreen() !== isFull) window.setFullScreen(isFull);
}

function isFilling(window: BrowserWindow): boolean {
  return process.platform === "darwin" ? window.isSimpleFullScreen() : window.isFullScreen();
}
