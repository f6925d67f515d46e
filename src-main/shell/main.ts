import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { app, session } from "electron";
import { registerAppScheme, serveApp } from "./app-protocol.ts";
import { followLinks, listenForLinks } from "./follow-links.ts";
import { desktopFolder, readLaunchOptions } from "./launch-options.ts";
import { lockContents, lockSession } from "./locks.ts";
import { openDesktop } from "./open-desktop.ts";
import { shippedOrigin } from "./page-address.ts";
import { readShellWords } from "./shell-words.ts";

const built = (path: string) => join(import.meta.dirname, "..", path);
const words = readShellWords(built("../resources"));
const options = readLaunchOptions(app.isPackaged);
const origin = options.developmentUrl === null ? shippedOrigin : new URL(options.developmentUrl).origin;

registerAppScheme();
lockContents(app, origin);
// As root Chromium ends its children when told to sandbox them after all; each window asks for its sandbox anyway.
if (!app.commandLine.hasSwitch("no-sandbox")) app.enableSandbox();
keepProfileIn(desktopFolder(options));
listenForLinks();

// The lock lies in the profile's folder: one desk for each data folder.
if (app.requestSingleInstanceLock()) {
  // Not awaited at the top: the app becomes ready only after this module has run.
  void app.whenReady().then(open);
} else {
  process.stdout.write(`${words["isOpen"]}\n`);
  app.quit();
}

function open(): void {
  serveApp(built("renderer"));
  lockSession(session.defaultSession, origin);
  const desktop = openDesktop({ options, origin, words, built });
  followLinks(options.link, desktop.focus);
}

function keepProfileIn(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    app.setPath("userData", folder);
  } catch (cause) {
    // The window opens with Electron's own profile; the engine then says on the page that the folder is read-only.
    process.stderr.write(`watchroom: ${folder} cannot be used: ${String(cause)}\n`);
  }
}
