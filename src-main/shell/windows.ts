import { BrowserWindow, nativeTheme, screen } from "electron";
import type { WebPreferences } from "electron";
import { displayNames } from "./display-name.ts";
import { placeOnScreens, smallestSize, usualSize } from "./window-bounds.ts";
import type { Screen } from "./window-bounds.ts";
import { freshWindow, readWindowMemory, writeWindowMemory } from "./window-memory.ts";
import type { WindowMemory } from "./window-memory.ts";

export type WindowParts = {
  /** Where the page is, without a path. */
  readonly address: string;
  readonly preload: string;
  /** Where places, sizes and zooms are remembered. */
  readonly memoryFolder: string;
  readonly onGone: (contentsId: number) => void;
  readonly onLastClosed: () => void;
  /** Whether a window that is closed only goes out of sight, because the tray keeps the desk. */
  readonly hidesOnClose: () => boolean;
};

export type DeskWindows = {
  /** Opens the windows of the last time, or the first one. Out of sight, the desk waits in the tray. */
  readonly restore: (how: { readonly isHidden: boolean }) => void;
  readonly open: (path: string) => BrowserWindow;
  /** Brings the desk to the front, opening a window when there is none, and shows a path when one is given. */
  readonly focus: (path?: string) => void;
  /** The program ends: from now on closing is closing. */
  readonly endAll: () => void;
};

const reloadAfterMs = 1000;

/** The windows of the desk, each where and as it was. They are remembered when the last one closes or the program ends. */
export function createDeskWindows(parts: WindowParts): DeskWindows {
  const open = new Set<BrowserWindow>();
  let isEnding = false;
  let latest: BrowserWindow | null = null;

  function make(memory: WindowMemory, isHidden = false): BrowserWindow {
    const window = createWindow(parts, memory, isHidden);
    open.add(window);
    latest = window;
    window.on("focus", () => (latest = window));
    window.on("close", (event) => {
      if (!isEnding && open.size === 1 && parts.hidesOnClose()) {
        event.preventDefault();
        window.hide();
        return;
      }
      // While others stay open, what closes alone is not asked for the next time.
      if (!isEnding && open.size === 1) remember([...open], parts.memoryFolder);
    });
    window.once("closed", () => {
      open.delete(window);
      if (latest === window) latest = [...open].at(-1) ?? null;
      if (open.size === 0) parts.onLastClosed();
    });
    return window;
  }

  /** Tells a page where to go; one that is still loading is loaded there. */
  function showPath(window: BrowserWindow, path: string): void {
    if (window.webContents.isLoading()) void window.loadURL(`${parts.address}${path}`);
    else window.webContents.send("go-to", path);
  }

  return {
    restore: ({ isHidden }) => {
      for (const memory of readWindowMemory(parts.memoryFolder)) make(memory, isHidden);
    },
    open: (path) => make({ ...freshWindow, path }),
    focus: (path) => {
      const window = latest ?? make({ ...freshWindow, path: path ?? "/" });
      if (path !== undefined) showPath(window, path);
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    endAll: () => {
      if (!isEnding && open.size > 0) remember([...open], parts.memoryFolder);
      isEnding = true;
    },
  };
}

/** The displays of today from left to right, each with its identity. */
function screens(): readonly Screen[] {
  return [...displayNames(screen.getAllDisplays())].map(([{ workArea }, name]) => ({ name, workArea }));
}

/** What every window of the page is made with. */
export function pagePreferences(preload: string): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
    // The spelling checker fetches dictionaries from Google.
    spellcheck: false,
  };
}

function createWindow(parts: WindowParts, memory: WindowMemory, isHidden: boolean): BrowserWindow {
  const window = new BrowserWindow({
    ...(placeOnScreens(memory, screens()) ?? usualSize),
    minWidth: smallestSize.width,
    minHeight: smallestSize.height,
    show: false,
    title: "Watchroom",
    backgroundColor: background(),
    autoHideMenuBar: true,
    webPreferences: pagePreferences(parts.preload),
  });
  const { webContents } = window;
  if (memory.isMaximised) window.maximize();
  if (memory.isFullScreen) window.setFullScreen(true);
  // It shows itself when the page has drawn something.
  if (!isHidden) window.once("ready-to-show", () => window.show());
  // Chromium keeps the zoom of an origin while it runs; only what it starts with is ours to say.
  webContents.once("did-finish-load", () => webContents.setZoomLevel(memory.zoom));
  const { id } = webContents;
  window.once("closed", () => parts.onGone(id));
  const repaint = () => window.setBackgroundColor(background());
  nativeTheme.on("updated", repaint);
  window.once("closed", () => nativeTheme.off("updated", repaint));
  reloadWhenCrashed(window);
  void window.loadURL(`${parts.address}${memory.path}`);
  return window;
}

/** What shows before the page has drawn: --surface-1 of its two themes. */
export function background(): string {
  return nativeTheme.shouldUseDarkColors ? "#0c1013" : "#f6f8fa";
}

function remember(windows: readonly BrowserWindow[], folder: string): void {
  try {
    const displays = displayNames(screen.getAllDisplays());
    writeWindowMemory(
      folder,
      windows.map((window): WindowMemory => {
        const bounds = window.getNormalBounds();
        const { id } = screen.getDisplayMatching(bounds);
        const [, display = null] = [...displays].find(([one]) => "id" in one && one.id === id) ?? [];
        return {
          bounds,
          isMaximised: window.isMaximized(),
          isFullScreen: window.isFullScreen(),
          zoom: window.webContents.getZoomLevel(),
          display,
          path: keptPath(window.webContents.getURL()),
        };
      }),
    );
  } catch (cause) {
    // A full disk must not keep the window open.
    process.stderr.write(`watchroom: the windows' places could not be remembered: ${String(cause)}\n`);
  }
}

/** Only a wall comes back as what it was; the desk begins where the day begins. */
function keptPath(address: string): string {
  const { pathname } = URL.canParse(address) ? new URL(address) : { pathname: "/" };
  return /^\/wall(\/\w+)?$/.test(pathname) ? pathname : "/";
}

/** A page that crashed is loaded again, at most once a second; nothing is lost, the engine has it all. */
export function reloadWhenCrashed(window: BrowserWindow): void {
  window.webContents.on("render-process-gone", (_event, { reason }) => {
    if (reason === "clean-exit") return;
    process.stderr.write(`watchroom: the page ended (${reason}) and is loaded again\n`);
    setTimeout(() => !window.isDestroyed() && window.webContents.reload(), reloadAfterMs);
  });
}
