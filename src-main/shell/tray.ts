import { Menu, nativeImage, Tray } from "electron";
import type { DeskCounts } from "../contract/desktop.ts";
import { wallEntries } from "./menu.ts";
import type { ShellWords } from "./shell-words.ts";
import { drawTrayIcon } from "./tray-icon.ts";
import { trayWords } from "./tray-words.ts";
import type { WallItem } from "./wall-items.ts";

export type TrayActs = {
  readonly open: () => void;
  readonly newWindow: () => void;
  readonly lookUp: () => void;
  readonly pauseNotices: () => void;
  readonly resumeNotices: () => void;
  readonly wall: (item: WallItem) => void;
  readonly quit: () => void;
};

export type TrayFacts = {
  readonly counts: DeskCounts | null;
  readonly isPaused: boolean;
  readonly walls: readonly WallItem[];
};

export type DeskTray = {
  readonly isThere: boolean;
  readonly tell: (facts: TrayFacts) => void;
  readonly end: () => void;
};

/** The desk in the system's tray: its counts in words, and the ways back to it. Where there is no tray, it does nothing. */
export function createTray(words: ShellWords, acts: TrayActs): DeskTray {
  const tray = openTray();
  tray?.on("click", acts.open);
  return {
    isThere: tray !== null,
    tell: ({ counts, isPaused, walls }) => {
      const { tooltip, lines, isAlerted } = trayWords(words, counts);
      tray?.setImage(icon(isAlerted));
      tray?.setToolTip(tooltip);
      tray?.setContextMenu(
        Menu.buildFromTemplate([
          ...lines.map((label) => ({ label, enabled: false })),
          { type: "separator" },
          { label: words["trayOpen"] ?? "", click: acts.open },
          { label: words["newWindow"] ?? "", click: acts.newWindow },
          { label: words["trayLookUp"] ?? "", click: acts.lookUp },
          isPaused
            ? { label: words["trayResume"] ?? "", click: acts.resumeNotices }
            : { label: words["trayPause"] ?? "", click: acts.pauseNotices },
          { type: "separator" },
          ...wallEntries(walls, acts.wall),
          { type: "separator" },
          { label: words["quit"] ?? "", click: acts.quit },
        ]),
      );
    },
    end: () => tray?.destroy(),
  };
}

function openTray(): Tray | null {
  try {
    return new Tray(icon(false));
  } catch (cause) {
    process.stderr.write(`watchroom: there is no tray here: ${String(cause)}\n`);
    return null;
  }
}

function icon(isAlerted: boolean): Electron.NativeImage {
  const bitmap = (size: number) => drawTrayIcon({ size, isAlerted });
  const image = nativeImage.createFromBitmap(bitmap(16), { width: 16, height: 16 });
  image.addRepresentation({ scaleFactor: 2, width: 32, height: 32, buffer: bitmap(32) });
  return image;
}
