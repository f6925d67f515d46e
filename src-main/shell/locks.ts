import { shell } from "electron";
import type { App, Session, WebContents } from "electron";
import { externalLink } from "./external-link.ts";
import { isOwnAddress } from "./page-address.ts";

/** Nothing is loaded but the page itself, nothing is permitted but to write text to the clipboard, nothing comes down. */
export function lockSession(session: Session, origin: string): void {
  const mayWriteClipboard = (permission: string, asks: string) =>
    permission === "clipboard-sanitized-write" && isOwnAddress(asks, origin);
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) =>
    answer(mayWriteClipboard(permission, requestingUrl)),
  );
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) =>
    mayWriteClipboard(permission, requestingOrigin.replace(/\/$/, "")),
  );
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !mayLoad(url, origin) }));
  session.on("will-download", (event, item) => {
    if (!isOwnAddress(item.getURL().replace(/^blob:/, ""), origin)) event.preventDefault();
  });
}

function mayLoad(url: string, origin: string): boolean {
  if (isOwnAddress(url.replace(/^blob:/, ""), origin)) return true;
  // Development only: hot reload's socket and the developer tools, which a shipped window never opens.
  const isDevelopment = origin.startsWith("http:");
  return isDevelopment && (isOwnAddress(url, origin.replace(/^http/, "ws")) || url.startsWith("devtools://"));
}

/** No contents of any kind leave the page, open another window, or embed a foreign page. */
export function lockContents(app: App, origin: string): void {
  app.on("web-contents-created", (_event, contents) => lockOne(contents, origin));
}

function lockOne(contents: WebContents, origin: string): void {
  const stay = (details: { readonly url: string; preventDefault: () => void }) => {
    if (!isOwnAddress(details.url, origin)) details.preventDefault();
  };
  contents.on("will-navigate", stay);
  contents.on("will-frame-navigate", stay);
  contents.on("will-redirect", stay);
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    const link = externalLink(url);
    if (link !== null) void openInBrowser(link);
    return { action: "deny" };
  });
}

async function openInBrowser(link: string): Promise<void> {
  try {
    await shell.openExternal(link);
  } catch (cause) {
    // A computer without a browser: the page stays as it is, the terminal says why nothing happened.
    process.stderr.write(`watchroom: ${new URL(link).host} could not be opened: ${String(cause)}\n`);
  }
}
