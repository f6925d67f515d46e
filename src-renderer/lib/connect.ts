import type { EngineLink } from "./engine.ts";
import { isDesktop } from "./host.ts";
import { createHttpLink } from "./http-link.ts";
import { createPortLink } from "./port-link.ts";

/** A window of the desktop gets its port from the shell; a browser talks to the host that served it. */
export function connectEngine(): EngineLink {
  return isDesktop() ? createPortLink() : createHttpLink();
}
