import { sourceTemplates } from "../../../domain/sources/templates.ts";
import type { Handlers } from "../../handlers.ts";
import { discoverFeeds } from "./discover.ts";
import type { DiscoverParts } from "./discover.ts";
import { createPace } from "./pace.ts";

/** Finding what could become a source. */
export function createDiscovery(
  parts: Omit<DiscoverParts, "pace">,
): Handlers<"sources.discover" | "sources.templates"> {
  const pace = createPace(parts.clock);
  return {
    "sources.discover": (input) => discoverFeeds({ ...parts, pace }, input),
    "sources.templates": async () => [...sourceTemplates],
  };
}
