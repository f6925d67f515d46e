import type { WallMonitor } from "../contract/desktop.ts";
import { fillWords } from "./shell-words.ts";
import type { ShellWords } from "./shell-words.ts";

/** An entry of menu and tray: the wall of one monitor, to be switched on and off. */
export type WallItem = {
  readonly label: string;
  readonly isOn: boolean;
  readonly monitor: string;
  /** Whether a wall was ever chosen for it: else the first one is taken. */
  readonly hasWall: boolean;
};

/** The monitors that are plugged in, numbered from left to right as the settings number them. */
export function wallItems(words: ShellWords, monitors: readonly WallMonitor[]): readonly WallItem[] {
  return monitors
    .filter(({ isConnected }) => isConnected)
    .map(({ name, label, wall, isOn }, index) => ({
      label: fillWords(words[label === "" ? "wallOn" : "wallOnNamed"], { number: index + 1, label }),
      isOn: wall !== null && isOn,
      monitor: name,
      hasWall: wall !== null,
    }));
}
