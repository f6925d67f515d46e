import { join } from "node:path";
import { app } from "electron";
import type { DeskCounts } from "../contract/desktop.ts";
import { answerDesktopAsks } from "./desktop-asks.ts";
import type { DesktopAsks } from "./desktop-asks.ts";
import { readDesktopChoices } from "./desktop-choices.ts";
import { createEngineLink } from "./engine-link.ts";
import type { EngineLink } from "./engine-link.ts";
import type { ForkEngine } from "./engine-process.ts";
import { createForkEngineOnNode } from "./fork-engine-on-node.ts";
import { createForkEngine } from "./fork-engine.ts";
import { desktopFolder } from "./launch-options.ts";
import type { LaunchOptions } from "./launch-options.ts";
import { createLookUpWindow } from "./look-up-window.ts";
import { setMenu } from "./menu.ts";
import type { LookUpWindow } from "./look-up-window.ts";
import type { NoticePause } from "./notice-pause.ts";
import { answerNotices } from "./notices.ts";
import { answerPages } from "./page-ipc.ts";
import { watchPower } from "./power.ts";
import type { ShellWords } from "./shell-words.ts";
import { createStartAtLogin } from "./start-at-login.ts";
import type { StartAtLogin } from "./start-at-login.ts";
import { createTray } from "./tray.ts";
import type { TrayActs } from "./tray.ts";
import { wallItems } from "./wall-items.ts";
import type { WallItem } from "./wall-items.ts";
import { createWallWindows } from "./wall-windows.ts";
import type { WallWindows } from "./wall-windows.ts";
import { createDeskWindows } from "./windows.ts";
import type { DeskWindows } from "./windows.ts";

export type DesktopParts = {
  readonly options: LaunchOptions;
  readonly origin: string;
  readonly words: ShellWords;
  /** A path of what was built. */
  readonly built: (path: string) => string;
};

const pauseMs = 60 * 60_000;

/** Starts the engine and opens what a desktop has: windows, tray, look-up from anywhere, notices. */
export function openDesktop({ options, origin, words, built }: DesktopParts): { focus: (path?: string) => void } {
  const folder = desktopFolder(options);
  let counts: DeskCounts | null = null;
  const engine = createEngineLink({
    fork: chooseFork(options),
    after,
    onCounts: (told) => {
      counts = told;
      tellTray();
    },
  });
  const page = { address: origin, preload: built("preload/preload.cjs"), onGone: engine.forget };
  const staysInTray = () => tray.isThere && (asks?.staysInTray() ?? false);
  const windows = createDeskWindows({
    ...{ ...page, memoryFolder: folder, hidesOnClose: staysInTray },
    onLastClosed: () => !walls.isAnyOpen() && app.quit(),
  });
  const walls = createWallWindows({
    ...{ ...page, memoryFolder: folder, canAskForPin: engine.isUp, after },
    onChange: () => tellWalls(),
  });
  const lookUp = createLookUpWindow(page);
  const pause = answerNotices({ origin, words, after, focus: () => windows.focus() });
  const tray = createTray(words, trayActs({ windows, lookUp, pause, walls, changed: () => tellTray() }));
  function tellTray(): void {
    tray.tell({ counts, isPaused: pause.isPaused(), walls: wallItems(words, walls.monitors()) });
    asks?.tellAll();
  }
  function tellWalls(): void {
    const isMac = process.platform === "darwin";
    setMenu({ words, isMac, walls: wallItems(words, walls.monitors()), onWall: turnWall(walls) });
    // The menu of the program has just been given to every window.
    walls.takeMenusAway();
    tellTray();
  }
  let asks: DesktopAsks | null = null;
  answerPages({ engine, origin, isWall: walls.isWall });
  tellWalls();
  engine.start();
  asks = answerDesktopAsks({
    ...{ origin, folder, windows, walls, lookUp, choices: readDesktopChoices(folder), hasTray: tray.isThere },
    startAtLogin: startAtLogin(options, words["app"] ?? ""),
    areNoticesPaused: pause.isPaused,
  });
  const stopPower = watchPower(engine.tellPower);
  windows.restore({ isHidden: options.isAtLogin && staysInTray() });
  walls.start();
  app.on("before-quit", () => {
    windows.endAll();
    walls.end();
  });
  // macOS: the dock is clicked while no window is open.
  app.on("activate", () => windows.focus());
  closeBeforeQuitting(engine, () => {
    stopPower();
    tray.end();
    lookUp.end();
  });
  return { focus: windows.focus };
}

type TrayActsParts = {
  readonly windows: DeskWindows;
  readonly lookUp: LookUpWindow;
  readonly pause: NoticePause;
  readonly walls: WallWindows;
  readonly changed: () => void;
};

function trayActs({ windows, lookUp, pause, walls, changed }: TrayActsParts): TrayActs {
  return {
    open: () => windows.focus(),
    newWindow: () => void windows.open("/"),
    lookUp: lookUp.show,
    pauseNotices: () => {
      pause.pauseFor(pauseMs);
      after(pauseMs, changed);
      changed();
    },
    resumeNotices: () => {
      pause.resume();
      changed();
    },
    wall: turnWall(walls),
    quit: () => app.quit(),
  };
}

/** What an entry of menu and tray does: on becomes off, and a monitor that never had a wall is given the first one. */
function turnWall(walls: WallWindows): (item: WallItem) => void {
  return ({ monitor, isOn, hasWall }) => (hasWall ? walls.switchWall(monitor, !isOn) : walls.setWall(monitor, "first"));
}

function startAtLogin({ autostartFolder, ownWords }: LaunchOptions, name: string): StartAtLogin {
  return createStartAtLogin({
    ...{ platform: process.platform, name, autostartFolder, program: process.execPath },
    words: [...(app.isPackaged ? [] : [app.getAppPath()]), ...ownWords],
  });
}

function chooseFork({ engineWords, testNode, testEngine }: LaunchOptions): ForkEngine {
  const entry = join(import.meta.dirname, `${testEngine ?? "engine-process"}.js`);
  if (__TEST_BUILD__ && testEngine === null && testNode !== null)
    return createForkEngineOnNode({ node: testNode, entry, words: engineWords });
  return createForkEngine(entry, engineWords);
}

/** The last window is closed; the app stays until the engine has closed its workspace. */
function closeBeforeQuitting(engine: EngineLink, end: () => void): void {
  app.on("will-quit", (event) => {
    const closing = engine.close();
    // Held back only for something that ends later: a quit from inside this event is not heard, and nothing would follow.
    if (!closing) return end();
    event.preventDefault();
    void closing.then(() => app.quit());
  });
}

function after(delayMs: number, work: () => void): () => void {
  const timer = setTimeout(work, delayMs);
  return () => clearTimeout(timer);
}
