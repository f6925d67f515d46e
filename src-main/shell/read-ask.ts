import type { DesktopAsk } from "../contract/desktop.ts";
import { isWallChoice } from "./wall-choice.ts";
import { isPath } from "./window-memory.ts";

const longest = 300;

/** What a page asks of the desktop, checked; null when it is nothing that can be asked. */
export function readAsk(given: unknown): DesktopAsk | null {
  if (typeof given !== "object" || given === null) return null;
  const { ask, path, monitor, wall, keys, isOn } = given as Record<string, unknown>;
  switch (ask) {
    case "state":
    case "leave-wall":
      return { ask };
    case "open-window":
      return isPath(path) ? { ask, path } : null;
    case "set-wall":
      return isShort(monitor) && isWallChoice(wall) ? { ask, monitor, wall } : null;
    case "switch-wall":
      return isShort(monitor) && typeof isOn === "boolean" ? { ask, monitor, isOn } : null;
    case "set-hotkey":
      return keys === null || isShort(keys) ? { ask, keys } : null;
    case "start-at-login":
    case "stay-in-tray":
      return typeof isOn === "boolean" ? { ask, isOn } : null;
    case "close-look-up":
      return path === null || isPath(path) ? { ask, path } : null;
    default:
      return null;
  }
}

function isShort(value: unknown): value is string {
  return typeof value === "string" && value !== "" && value.length <= longest;
}
