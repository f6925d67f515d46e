import { BrowserWindow, nativeTheme, screen } from "electron";
import { fitToScreens, smallestSize, usualSize } from "./window-bounds.ts";
import { readWindowMemory, writeWindowMemory } from "./window-memory.ts";

export type WindowParts = {
  /** Where the page is. */
  readonly address: string;
  readonly preload: string;
  /** Where the window's place, size and zoom are remembered. */
  readonly memoryFolder: string;
  readonly onGone: (contentsId: number) => void;
};

const reloadAfterMs = 1000;

/** Opens the window of the desk, where and as it was. It shows itself when the page has drawn something. */
export function openWindow(parts: WindowParts): BrowserWindow {
  const memory = readWindowMemory(parts.memoryFolder);
  const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
  const window = new BrowserWindow({
    ...(fitToScreens(memory.bounds, areas) ?? usualSize),
    minWidth: smallestSize.width,
    minHeight: smallestSize.height,
    show: false,
    title: "Watchroom",
    backgroundColor: background(),
    autoHideMenuBar: true,
    webPreferences: {
      preload: parts.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      // The spelling checker fetches dictionaries from Google.
      spellcheck: false,
    },
  });
  const { webContents } = window;
  if (memory.isMaximised) window.maximize();
  window.once("ready-to-show", () => window.show());
  // Chromium keeps the zoom of an origin while it runs; only what it starts with is ours to say.
  webContents.once("did-finish-load", () => webContents.setZoomLevel(memory.zoom));
  window.on("close", () => remember(window, parts.memoryFolder));
  const { id } = webContents;
  window.once("closed", () => parts.onGone(id));
  const repaint = () => window.setBackgroundColor(background());
  nativeTheme.on("updated", repaint);
  window.once("closed", () => nativeTheme.off("updated", repaint));
  reloadWhenCrashed(window);
  void window.loadURL(parts.address);
  return window;
}

/** What shows before the page has drawn: --surface-1 of its two themes. */
function background(): string {
  return nativeTheme.shouldUseDarkColors ? "#0c1013" : "#f6f8fa";
}

function remember(window: BrowserWindow, folder: string): void {
  try {
    const [bounds, isMaximised] = [window.getNormalBounds(), window.isMaximized()];
    writeWindowMemory(folder, { bounds, isMaximised, zoom: window.webContents.getZoomLevel() });
  } catch (cause) {
    // A full disk must not keep the window open.
    process.stderr.write(`watchroom: the window's place could not be remembered: ${String(cause)}\n`);
  }
}

/** A page that crashed is loaded again, at most once a second; nothing is lost, the engine has it all. */
function reloadWhenCrashed(window: BrowserWindow): void {
  window.webContents.on("render-process-gone", (_event, { reason }) => {
    if (reason === "clean-exit") return;
    process.stderr.write(`watchroom: the page ended (${reason}) and is loaded again\n`);
    setTimeout(() => !window.isDestroyed() && window.webContents.reload(), reloadAfterMs);
  });
}

/** Brings the desk to the front when somebody starts it a second time. */
export function focusWindow(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (!window) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
