import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { app, session } from "electron";
import { registerAppScheme, serveApp } from "./app-protocol.ts";
import { createEngineLink } from "./engine-link.ts";
import type { EngineLink } from "./engine-link.ts";
import type { ForkEngine } from "./engine-process.ts";
import { createForkEngineOnNode } from "./fork-engine-on-node.ts";
import { createForkEngine } from "./fork-engine.ts";
import { desktopFolder, readLaunchOptions } from "./launch-options.ts";
import type { LaunchOptions } from "./launch-options.ts";
import { lockContents, lockSession } from "./locks.ts";
import { setMenu } from "./menu.ts";
import { answerNotices } from "./notices.ts";
import { shippedOrigin } from "./page-address.ts";
import { answerPages } from "./page-ipc.ts";
import { readShellWords } from "./shell-words.ts";
import { focusWindow, openWindow } from "./windows.ts";

const built = (path: string) => join(import.meta.dirname, "..", path);
const words = readShellWords(built("../resources"));
const options = readLaunchOptions(app.isPackaged);
const origin = options.developmentUrl === null ? shippedOrigin : new URL(options.developmentUrl).origin;

registerAppScheme();
lockContents(app, origin);
// As root Chromium ends its children when told to sandbox them after all; each window asks for its sandbox anyway.
if (!app.commandLine.hasSwitch("no-sandbox")) app.enableSandbox();
keepProfileIn(desktopFolder(options));

// The lock lies in the profile's folder: one desk for each data folder.
if (app.requestSingleInstanceLock()) {
  app.on("second-instance", focusWindow);
  // Not awaited at the top: the app becomes ready only after this module has run.
  void app.whenReady().then(open);
} else {
  process.stdout.write(`${words["isOpen"]}\n`);
  app.quit();
}

function open(): void {
  serveApp(built("renderer"));
  lockSession(session.defaultSession, origin);
  setMenu(words, process.platform === "darwin");
  const engine = createEngineLink({ fork: chooseFork(options), after });
  answerPages(engine, origin);
  answerNotices(origin);
  engine.start();
  openWindow({
    address: options.developmentUrl ?? `${origin}/`,
    preload: built("preload/preload.cjs"),
    memoryFolder: desktopFolder(options),
    onGone: engine.forget,
  });
  app.on("window-all-closed", () => app.quit());
  closeBeforeQuitting(engine);
}

function chooseFork({ engineWords, testNode, testEngine }: LaunchOptions): ForkEngine {
  const entry = join(import.meta.dirname, `${testEngine ?? "engine-process"}.js`);
  if (__TEST_BUILD__ && testEngine === null && testNode !== null)
    return createForkEngineOnNode({ node: testNode, entry, words: engineWords });
  return createForkEngine(entry, engineWords);
}

/** The last window is closed; the app stays until the engine has closed its workspace. */
function closeBeforeQuitting(engine: EngineLink): void {
  app.on("will-quit", (event) => {
    const closing = engine.close();
    // Held back only for something that ends later: a quit from inside this event is not heard, and nothing would follow.
    if (!closing) return;
    event.preventDefault();
    void closing.then(() => app.quit());
  });
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

function after(delayMs: number, work: () => void): () => void {
  const timer = setTimeout(work, delayMs);
  return () => clearTimeout(timer);
}
