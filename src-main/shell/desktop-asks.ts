import { ipcMain, webContents } from "electron";
import type { DesktopAsk, DesktopState } from "../contract/desktop.ts";
import type { DesktopChoices } from "./desktop-choices.ts";
import { writeDesktopChoices } from "./desktop-choices.ts";
import type { LookUpWindow } from "./look-up-window.ts";
import { isOwnPage } from "./page-address.ts";
import { readAsk } from "./read-ask.ts";
import type { StartAtLogin } from "./start-at-login.ts";
import { screens } from "./windows.ts";
import type { DeskWindows } from "./windows.ts";

export type DesktopAsksParts = {
  readonly origin: string;
  readonly folder: string;
  readonly choices: DesktopChoices;
  readonly windows: DeskWindows;
  readonly lookUp: LookUpWindow;
  readonly startAtLogin: StartAtLogin;
  readonly hasTray: boolean;
  readonly areNoticesPaused: () => boolean;
};

export type DesktopAsks = { readonly staysInTray: () => boolean; readonly tellAll: () => void };

/** Does what our pages ask of the desktop, and tells all of them how things stand. What holds for this computer is kept. */
export function answerDesktopAsks(parts: DesktopAsksParts): DesktopAsks {
  const { origin, windows, lookUp, startAtLogin } = parts;
  let choices = parts.choices;
  let hotkeyState = lookUp.listenTo(choices.hotkey);

  function keep(change: Partial<DesktopChoices>): void {
    choices = { ...choices, ...change };
    writeDesktopChoices(parts.folder, choices);
  }

  function act(asked: DesktopAsk): void {
    switch (asked.ask) {
      case "state":
        return;
      case "open-window":
        return void windows.open(asked.path);
      case "open-wall":
        return void windows.openWall(asked.display);
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
      displays: screens().map(({ name, workArea: { width, height } }) => ({ name, width, height })),
      areNoticesPaused: parts.areNoticesPaused(),
    };
  }

  function tellAll(): void {
    const says = state();
    for (const page of webContents.getAllWebContents())
      if (!page.isDestroyed() && isOwnPage(page.mainFrame, origin)) page.send("desktop-says", says);
  }

  ipcMain.on("ask-desktop", ({ senderFrame }, given: unknown) => {
    const asked = readAsk(given);
    if (!isOwnPage(senderFrame, origin) || asked === null) {
      process.stderr.write(`watchroom: a page asked something unknown of the desktop\n`);
      return;
    }
    try {
      act(asked);
    } catch (cause) {
      // A folder that cannot be written to: the answer shows that nothing changed.
      process.stderr.write(`watchroom: ${asked.ask} failed: ${String(cause)}\n`);
    }
    tellAll();
  });
  return { staysInTray: () => choices.staysInTray, tellAll };
}
