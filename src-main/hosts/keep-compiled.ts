import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { resourcesFolder } from "./paths.ts";

/**
 * Lets Node keep what it makes of the modules that are imported from now on, and find it at the next start: a single
 * command is mostly reading its own program. A folder that cannot be written only means that nothing is kept.
 */
export function keepCompiled(): void {
  enableCompileCache(join(resourcesFolder, "..", ".cache", "compiled"));
}
