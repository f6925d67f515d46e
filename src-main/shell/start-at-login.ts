import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { app } from "electron";
import { autostartEntry } from "./autostart-entry.ts";

/** The word of the command line that says who started us. */
export const atLoginWord = "--at-login";

export type StartAtLogin = { readonly isOn: () => boolean; readonly set: (isOn: boolean) => void };

export type StartAtLoginParts = {
  readonly platform: NodeJS.Platform;
  /** Where Linux desktops look for what they start at login. */
  readonly autostartFolder: string;
  readonly name: string;
  readonly program: string;
  readonly words: readonly string[];
};

/** Starts the desk when somebody signs in to this computer; off until they ask. */
export function createStartAtLogin(parts: StartAtLoginParts): StartAtLogin {
  const { platform, autostartFolder, name, program } = parts;
  const words = [...parts.words, atLoginWord];
  if (platform !== "linux")
    return {
      isOn: () => app.getLoginItemSettings({ path: program, args: words }).openAtLogin,
      set: (isOn) => app.setLoginItemSettings({ openAtLogin: isOn, path: program, args: words }),
    };
  const file = join(autostartFolder, "watchroom.desktop");
  return {
    isOn: () => existsSync(file),
    set: (isOn) => {
      if (!isOn) return rmSync(file, { force: true });
      mkdirSync(autostartFolder, { recursive: true });
      writeFileSync(file, autostartEntry({ name, program, words }));
    },
  };
}
