import type { EngineLink } from "./engine.ts";
import { createHttpLink } from "./http-link.ts";
import { createPortLink } from "./port-link.ts";

/** A window of the desktop gets its port from the shell; a browser talks to the host that served it. */
export function connectEngine(): EngineLink {
  const isDesktop = location.protocol === "app:" || navigator.userAgent.includes("Electron/");
  return isDesktop ? createPortLink() : createHttpLink();
}
