import { useEffect, useSyncExternalStore } from "react";
import type { AskDesktop, DesktopAsk, DesktopSays, DesktopState, GoTo } from "../../src-main/contract/desktop.ts";
import { isDesktop } from "./host.ts";
import { createListeners } from "./listeners.ts";

// The shell may speak before a screen stands: what it says is kept here until somebody listens.
let state: DesktopState | null = null;
let waitingPath: string | null = null;
const stateListeners = createListeners<void>();
const pathListeners = createListeners<string>();

if (isDesktop())
  window.addEventListener("message", ({ source, origin, data }: MessageEvent<unknown>) => {
    if (source !== window || origin !== location.origin) return;
    if (typeof data !== "object" || data === null) return;
    if ("desktopSays" in data) {
      state = (data as DesktopSays).desktopSays;
      stateListeners.tell();
    }
    if ("goTo" in data && typeof data.goTo === "string") {
      waitingPath = (data as GoTo).goTo;
      pathListeners.tell(waitingPath);
    }
  });

/** Asks something of the desktop; its answer comes as the new state. In a browser there is nobody to ask. */
export function askDesktop(ask: DesktopAsk): void {
  if (isDesktop()) window.postMessage({ askDesktop: ask } satisfies AskDesktop, location.origin);
}

/** How things stand at this computer; null in a browser, and until the shell has said. */
export function useDesktop(): DesktopState | null {
  useEffect(() => askDesktop({ ask: "state" }), []);
  return useSyncExternalStore(
    (listener) => stateListeners.add(listener),
    () => state,
  );
}

/** Goes where links, the tray and the look-up's window lead. */
export function useGoTo(go: (path: string) => void): void {
  useEffect(() => {
    function follow(path: string): void {
      waitingPath = null;
      if (path.startsWith("/") && path !== location.pathname + location.search) go(path);
    }
    if (waitingPath !== null) follow(waitingPath);
    return pathListeners.add(follow);
  }, [go]);
}
