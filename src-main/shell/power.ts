import { net, powerMonitor } from "electron";
import type { PowerEvent } from "../contract/desktop.ts";

/** Chromium tells only pages of a change of network; the shell looks, for the engine must know when no page is open. */
const lookEveryMs = 5000;

/** Hands over what happens to the computer: sleep, lock, network. Returns the way to stop. */
export function watchPower(hear: (event: PowerEvent) => void): () => void {
  powerMonitor.on("suspend", () => hear("suspend"));
  powerMonitor.on("resume", () => hear("resume"));
  powerMonitor.on("lock-screen", () => hear("lock"));
  powerMonitor.on("unlock-screen", () => hear("unlock"));
  let wasOnline = net.isOnline();
  const timer = setInterval(() => {
    const isOnline = net.isOnline();
    if (isOnline === wasOnline) return;
    wasOnline = isOnline;
    hear(isOnline ? "online" : "offline");
  }, lookEveryMs);
  timer.unref();
  return () => clearInterval(timer);
}
