import { sourceTemplates } from "../../../domain/sources/templates.ts";
import type { Handlers } from "../../handlers.ts";
import type { DiscoverParts } from "./discover.ts";
import { createPace } from "./pace.ts";

/** Finding what could become a source. */
export function createDiscovery(
  parts: Omit<DiscoverParts, "pace">,
): Handlers<"sources.discover" | "sources.templates"> {
  const pace = createPace(parts.clock);
  return {
    // The reader of HTML and XML is dear to load, and only people who add a source need it on this thread.
    "sources.discover": async (input) => (await import("./discover.ts")).discoverFeeds({ ...parts, pace }, input),
    "sources.templates": async () => [...sourceTemplates],
  };
}
