import { ipcMain, powerMonitor, screen } from "electron";
import type { WallMonitor } from "../contract/desktop.ts";
import { createKeepAwake } from "./keep-awake.ts";
import { openMonitorBook } from "./monitor-book.ts";
import { createWallSet } from "./wall-set.ts";
import type { WallSet } from "./wall-set.ts";

export type WallWindowsParts = {
  /** Where the page is, without a path. */
  readonly address: string;
  readonly preload: string;
  readonly memoryFolder: string;
  readonly onGone: (contentsId: number) => void;
  /** Whether the engine could judge a PIN now. */
  readonly canAskForPin: () => boolean;
  /** Monitors or walls are others than before. */
  readonly onChange: () => void;
  /** Calls `work` after a while; the way to call it off is returned. */
  readonly after: (delayMs: number, work: () => void) => () => void;
};

export type WallWindows = {
  /** Opens the walls that were chosen, and keeps them where they belong from now on. */
  readonly start: () => void;
  readonly monitors: () => readonly WallMonitor[];
  readonly setWall: (monitor: string, wall: string | null) => void;
  readonly switchWall: (monitor: string, isOn: boolean) => void;
  /** The page of a wall was left: its monitor is off until it is switched on again. */
  readonly leave: (contentsId: number) => void;
  readonly isWall: (contentsId: number) => boolean;
  readonly isAnyOpen: () => boolean;
  readonly takeMenusAway: () => void;
  /** The program ends: from now on closing is closing. */
  readonly end: () => void;
};

/** The walls of this computer: one window for each monitor that was given one. */
export function createWallWindows(parts: WallWindowsParts): WallWindows {
  const book = openMonitorBook(parts.memoryFolder);
  const awake = createKeepAwake();
  let isEnding = false;
  let isLocked = false;
  const walls = createWallSet({
    ...parts,
    isGuarded: () => !isEnding && parts.canAskForPin(),
    onShown: keepAwake,
    onClosed: (monitor) => !isEnding && change(monitor, { isOn: false }),
  });

  function apply(): void {
    if (isEnding) return;
    const before = JSON.stringify(book.list());
    walls.follow(book.recognise(screen.getAllDisplays()));
    keepAwake();
    if (JSON.stringify(book.list()) !== before) parts.onChange();
  }

  function change(name: string, to: Parameters<typeof book.change>[1]): void {
    book.change(name, to);
    apply();
  }

  function keepAwake(): void {
    awake.set(!isEnding && !isLocked && walls.all().some((window) => window.isVisible()));
  }

  function setLocked(is: boolean): void {
    isLocked = is;
    if (is) return keepAwake();
    for (const window of walls.all()) window.wake();
  }

  return {
    start: () => {
      const hide = () => walls.parkOthers(new Set(screen.getAllDisplays().map(({ id }) => book.nameOf(id))));
      watchMonitors({ ...parts, apply, hide, setLocked });
      askPages(parts, walls);
      apply();
    },
    monitors: book.list,
    setWall: (name, wall) => change(name, { wall, isOn: true }),
    switchWall: (name, isOn) => change(name, { isOn }),
    leave: (contentsId) => {
      const monitor = walls.monitorOf(contentsId);
      if (monitor !== undefined) change(monitor, { isOn: false });
    },
    isWall: (contentsId) => walls.find(contentsId) !== undefined,
    isAnyOpen: () => walls.all().length > 0,
    takeMenusAway: () => {
      for (const window of walls.all()) window.takeMenuAway();
    },
    end: () => {
      isEnding = true;
      keepAwake();
    },
  };
}

type Turns = Pick<WallWindowsParts, "after"> & {
  readonly apply: () => void;
  /** The system moves the windows of a monitor that is gone onto another one: never over somebody's work. */
  readonly hide: () => void;
  readonly setLocked: (isLocked: boolean) => void;
};

/** Monitors come and go in bursts, when a cable is touched or a television wakes up. */
const settleMs = 700;

function watchMonitors({ after, apply, hide, setLocked }: Turns): void {
  let cancel = () => {};
  const applySoon = () => {
    cancel();
    cancel = after(settleMs, apply);
  };
  const wakeUp = () => {
    setLocked(false);
    applySoon();
  };
  screen.on("display-added", applySoon);
  screen.on("display-metrics-changed", applySoon);
  screen.on("display-removed", () => {
    hide();
    applySoon();
  });
  powerMonitor.on("lock-screen", () => setLocked(true));
  powerMonitor.on("unlock-screen", wakeUp);
  powerMonitor.on("resume", wakeUp);
}

const askEveryMs = 30_000;

/** Asks each wall's page whether it is there, for nobody sits at it to see that it is not. */
function askPages({ after }: Pick<WallWindowsParts, "after">, walls: WallSet): void {
  ipcMain.on("wall-there", ({ sender }, showsWall: unknown) => {
    walls.find(sender.id)?.hear({ showsWall: showsWall === true });
  });
  const ask = () => {
    for (const window of walls.all()) window.ask();
    after(askEveryMs, ask);
  };
  after(askEveryMs, ask);
}
