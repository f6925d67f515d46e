import { createReadStream, existsSync, readdirSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { extname, join, relative, sep } from "node:path";
import { everyAnswer } from "./headers.ts";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
};

export type StaticFiles = (path: string, response: ServerResponse, isHead: boolean) => void;

/**
 * Serves the built page. The folder is listed once: a path is looked up among its files and never joined to a folder, so
 * no spelling of it leads outside. A path without an ending is a screen of the page.
 */
export function createStaticFiles(folder: string): StaticFiles {
  const files = existsSync(folder) ? listFiles(folder) : new Map<string, string>();
  return (path, response, isHead) => {
    const file = files.get(path) ?? (extname(path) === "" ? files.get("/index.html") : undefined);
    if (file === undefined) {
      response
        .writeHead(404, { ...everyAnswer, "content-type": "text/plain" })
        .end(files.size === 0 ? "The page is not built yet: npm run build" : "");
      return;
    }
    const isPage = file.endsWith(".html");
    const headers = { ...everyAnswer, "content-type": types[extname(file)] ?? "application/octet-stream" };
    // All other files have a hash of their content in their name.
    response.writeHead(200, isPage ? headers : { ...headers, "cache-control": "max-age=31536000, immutable" });
    if (isHead) response.end();
    else
      createReadStream(file)
        .on("error", () => response.destroy())
        .pipe(response);
  };
}

function listFiles(folder: string): ReadonlyMap<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Map(
    entries
      .filter((entry) => entry.isFile() && extname(entry.name) in types)
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [`/${relative(folder, file).split(sep).join("/")}`, file]),
  );
}
