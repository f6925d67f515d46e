import { app, BrowserWindow, globalShortcut, screen } from "electron";
import type { DesktopState } from "../contract/desktop.ts";
import { acceleratorOf } from "./hotkey.ts";
import { background, pagePreferences, reloadWhenCrashed } from "./windows.ts";

export type LookUpWindow = {
  /** Opens it over everything, or puts it away when it has the focus. */
  readonly toggle: () => void;
  readonly show: () => void;
  /** Puts it away and gives the focus back to what had it. */
  readonly hide: () => void;
  /** Lets another key open it from anywhere, or none; says what came of that. */
  readonly listenTo: (keys: string | null) => DesktopState["hotkeyState"];
  readonly end: () => void;
};

type LookUpParts = {
  readonly address: string;
  readonly preload: string;
  readonly onGone: (contentsId: number) => void;
};

const size = { width: 720, height: 560 } as const;
/** From the top of the screen's work area, as in the page's own palette. */
const fromTop = 84;

/** The customer look-up in a window of its own: the size of a palette, over every other program, without a frame. */
export function createLookUpWindow({ address, preload, onGone }: LookUpParts): LookUpWindow {
  let window: BrowserWindow | null = null;
  let accelerator: string | null = null;
  let deskHadFocus = false;

  function gone(contentsId: number): void {
    window = null;
    onGone(contentsId);
  }

  function show(): void {
    deskHadFocus = BrowserWindow.getFocusedWindow() !== null;
    window ??= openPalette({ address, preload, onClosed: gone });
    const { x, y, width } = screen.getDisplayNearestPoint(screen.getCursorScreenPoint()).workArea;
    window.setBounds({ ...size, x: Math.round(x + (width - size.width) / 2), y: y + fromTop });
    window.show();
    window.focus();
    window.webContents.send("go-to", "/look-up");
  }

  function hide(): void {
    if (!window?.isVisible()) return;
    window.hide();
    // macOS gives the focus to the next window of the same program, unless the whole program steps back.
    if (process.platform === "darwin" && !deskHadFocus) app.hide();
  }

  const toggle = () => (window?.isVisible() && window.isFocused() ? hide() : show());

  return {
    toggle,
    show,
    hide,
    listenTo: (keys) => {
      if (accelerator !== null) globalShortcut.unregister(accelerator);
      accelerator = null;
      if (keys === null) return "off";
      const wanted = acceleratorOf(keys);
      if (wanted === null) return "unusable";
      if (!globalShortcut.register(wanted, toggle)) return "taken";
      accelerator = wanted;
      return "on";
    },
    end: () => {
      globalShortcut.unregisterAll();
      window?.destroy();
    },
  };
}

type PaletteParts = Pick<LookUpParts, "address" | "preload"> & {
  readonly onClosed: (contentsId: number) => void;
};

function openPalette({ address, preload, onClosed }: PaletteParts): BrowserWindow {
  const window = new BrowserWindow({
    ...size,
    ...{ show: false, frame: false, resizable: false, minimizable: false, maximizable: false, fullscreenable: false },
    skipTaskbar: true,
    alwaysOnTop: true,
    title: "Watchroom",
    backgroundColor: background(),
    webPreferences: pagePreferences(preload),
  });
  // Over programs that fill the screen too: the phone rings whatever is shown.
  window.setAlwaysOnTop(true, "floating");
  const { id } = window.webContents;
  window.once("closed", () => onClosed(id));
  reloadWhenCrashed(window);
  void window.loadURL(`${address}/look-up`);
  return window;
}
