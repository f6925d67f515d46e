import { createHash } from "node:crypto";
import { createReadStream, existsSync, readdirSync, readFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { join, relative, sep } from "node:path";
import { everyAnswer, isScreen, pageFileHeaders } from "../../contract/page-files.ts";

export type StaticFiles = {
  readonly send: (path: string, response: ServerResponse, isHead: boolean) => void;
  /** Which page this is: a page that was loaded from another one is old. */
  readonly version: string;
};

/**
 * Serves the built page. The folder is listed once: a path is looked up among its files and never joined to a folder, so
 * no spelling of it leads outside. A path without an ending is a screen of the page.
 */
export function createStaticFiles(folder: string): StaticFiles {
  const files = existsSync(folder) ? listFiles(folder) : new Map<string, string>();
  const send: StaticFiles["send"] = (path, response, isHead) => {
    const file = files.get(path) ?? (isScreen(path) ? files.get("/index.html") : undefined);
    const headers = file === undefined ? null : pageFileHeaders(file);
    if (file === undefined || headers === null) {
      response
        .writeHead(404, { ...everyAnswer, "content-type": "text/plain" })
        .end(files.size === 0 ? "The page is not built yet: npm run build" : "");
      return;
    }
    response.writeHead(200, headers);
    if (isHead) response.end();
    else
      createReadStream(file)
        .on("error", () => response.destroy())
        .pipe(response);
  };
  return { send, version: versionOf(files.get("/index.html")) };
}

/** The page names its other files with a hash of their content, so its own content is the version of all. */
function versionOf(page: string | undefined): string {
  return page === undefined ? "none" : createHash("sha256").update(readFileSync(page)).digest("hex").slice(0, 16);
}

function listFiles(folder: string): ReadonlyMap<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Map(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [`/${relative(folder, file).split(sep).join("/")}`, file]),
  );
}
