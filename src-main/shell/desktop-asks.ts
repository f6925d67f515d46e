import { ipcMain, webContents } from "electron";
import type { DesktopAsk, DesktopState } from "../contract/desktop.ts";
import type { DesktopChoices } from "./desktop-choices.ts";
import { writeDesktopChoices } from "./desktop-choices.ts";
import type { LookUpWindow } from "./look-up-window.ts";
import { isOwnPage } from "./page-address.ts";
import { readAsk } from "./read-ask.ts";
import type { StartAtLogin } from "./start-at-login.ts";
import type { WallWindows } from "./wall-windows.ts";
import type { DeskWindows } from "./windows.ts";

export type DesktopAsksParts = {
  readonly origin: string;
  readonly folder: string;
  readonly choices: DesktopChoices;
  readonly windows: DeskWindows;
  readonly walls: Pick<WallWindows, "monitors" | "setWall" | "switchWall" | "leave" | "isWall">;
  readonly lookUp: LookUpWindow;
  readonly startAtLogin: StartAtLogin;
  readonly hasTray: boolean;
  readonly areNoticesPaused: () => boolean;
};

export type DesktopAsks = { readonly staysInTray: () => boolean; readonly tellAll: () => void };

/** Does what our pages ask of the desktop, and tells all of them how things stand. What holds for this computer is kept. */
export function answerDesktopAsks(parts: DesktopAsksParts): DesktopAsks {
  const { origin, windows, walls, lookUp, startAtLogin } = parts;
  let choices = parts.choices;
  let hotkeyState = lookUp.listenTo(choices.hotkey);

  function keep(change: Partial<DesktopChoices>): void {
    choices = { ...choices, ...change };
    writeDesktopChoices(parts.folder, choices);
  }

  function act(asked: DesktopAsk, contentsId: number): void {
    switch (asked.ask) {
      case "state":
        return;
      case "open-window":
        return void windows.open(asked.path);
      case "set-wall":
        return walls.setWall(asked.monitor, asked.wall);
      case "switch-wall":
        return walls.switchWall(asked.monitor, asked.isOn);
      case "leave-wall":
        return leaveWall(parts, contentsId);
      case "set-hotkey":
        hotkeyState = lookUp.listenTo(asked.keys);
        return keep({ hotkey: asked.keys });
      case "start-at-login":
        return startAtLogin.set(asked.isOn);
      case "stay-in-tray":
        return keep({ staysInTray: asked.isOn });
      case "close-look-up":
        lookUp.hide();
        if (asked.path !== null) windows.focus(asked.path);
    }
  }

  function state(): DesktopState {
    return {
      hotkey: choices.hotkey,
      hotkeyState,
      startsAtLogin: startAtLogin.isOn(),
      staysInTray: choices.staysInTray,
      hasTray: parts.hasTray,
      monitors: walls.monitors(),
      areNoticesPaused: parts.areNoticesPaused(),
    };
  }

  const tellAll = () => tellPages(origin, state());

  ipcMain.on("ask-desktop", ({ senderFrame, sender }, given: unknown) => {
    const asked = isOwnPage(senderFrame, origin) ? readAsk(given) : null;
    if (asked === null) return void process.stderr.write("watchroom: a page asked something unknown of the desktop\n");
    try {
      act(asked, sender.id);
    } catch (cause) {
      // A folder that cannot be written to: the answer shows that nothing changed.
      process.stderr.write(`watchroom: ${asked.ask} failed: ${String(cause)}\n`);
    }
    tellAll();
  });
  return { staysInTray: () => choices.staysInTray, tellAll };
}

/** Whoever takes a wall down wants the desk, which comes first: the program ends with its last window. */
function leaveWall({ windows, walls }: Pick<DesktopAsksParts, "windows" | "walls">, contentsId: number): void {
  if (!walls.isWall(contentsId)) return;
  windows.focus();
  walls.leave(contentsId);
}

function tellPages(origin: string, desktopSays: DesktopState): void {
  for (const page of webContents.getAllWebContents())
    if (!page.isDestroyed() && isOwnPage(page.mainFrame, origin)) page.send("desktop-says", desktopSays);
}
