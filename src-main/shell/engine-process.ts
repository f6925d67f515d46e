import type { MessagePortMain } from "electron";
import type { FromEngine, PowerEvent } from "../contract/desktop.ts";

/** A running engine process, whichever way it was started. */
export type EngineProcess = {
  /** Opens a line to the engine and gives the page's end of it. */
  readonly openLine: (isWall: boolean) => MessagePortMain;
  /** Tells it what happens to the computer. */
  readonly tellPower: (event: PowerEvent) => void;
  /** Asks it to close its workspace and end. */
  readonly close: () => void;
  /** Ends it without asking. */
  readonly kill: () => void;
};

export type EngineListener = {
  readonly onMessage: (message: FromEngine) => void;
  /** Comes once, whatever the process ended of. */
  readonly onExit: () => void;
};

export type ForkEngine = (listener: EngineListener) => EngineProcess;
