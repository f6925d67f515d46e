import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { protocol } from "electron";
import { everyAnswer, isScreen, pageFileHeaders } from "../contract/page-files.ts";
import { shippedOrigin } from "./page-address.ts";

const { protocol: scheme, host } = new URL(shippedOrigin);
const schemeName = scheme.slice(0, -1);

/** Makes app:// an origin like a secure web site's. Before the app is ready, once. */
export function registerAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true, corsEnabled: true };
  protocol.registerSchemesAsPrivileged([{ scheme: schemeName, privileges: { ...privileges, codeCache: true } }]);
}

/**
 * Serves the built page from app://watchroom/. The folder is listed once: a path is looked up among its files and never
 * joined to a folder, so no spelling of it leads outside.
 */
export function serveApp(pageFolder: string): void {
  const files = new Map(existsSync(pageFolder) ? listFiles(pageFolder, "") : []);
  protocol.handle(schemeName, async ({ url: address, method }) => {
    const url = new URL(address);
    if (url.host !== host) return notFound();
    if (method !== "GET") return new Response(null, { status: 405, headers: everyAnswer });
    const file = files.get(url.pathname) ?? (isScreen(url.pathname) ? files.get("/index.html") : undefined);
    const headers = file === undefined ? null : pageFileHeaders(file);
    return file === undefined || headers === null ? notFound() : new Response(await readFile(file), { headers });
  });
}

function notFound(): Response {
  return new Response(null, { status: 404, headers: everyAnswer });
}

function listFiles(folder: string, path: string): readonly (readonly [path: string, file: string])[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const [inner, file] = [`${path}/${entry.name}`, join(folder, entry.name)];
    if (entry.isDirectory()) return listFiles(file, inner);
    return entry.isFile() ? [[inner, file] as const] : [];
  });
}
