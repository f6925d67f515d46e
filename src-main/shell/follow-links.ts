import { app } from "electron";
import { findLink, linkScheme, readDeepLink } from "./deep-link.ts";

/** macOS hands over the link that starts us before anything is open: it waits here. */
let early: string | null = null;
let follow: (link: string | null) => void = (link) => (early = link);

/** Listens for links from the first moment on: macOS tells them, a second start elsewhere brings them along. */
export function listenForLinks(): void {
  app.on("open-url", (event, link) => {
    event.preventDefault();
    follow(link);
  });
  app.on("second-instance", (_event, words) => follow(findLink(words)));
}

/**
 * From now on a link shows its place in front, and a second start without one brings the desk to the front. What is no
 * link of ours is ignored with a line, for anything on this computer may call us with anything.
 */
export function followLinks(first: string | null, focus: (path?: string) => void): void {
  // A test must not make itself the computer's program for these links.
  if (!__TEST_BUILD__) register();
  follow = (link) => {
    const path = link === null ? null : readDeepLink(link);
    if (link !== null && path === null) {
      process.stderr.write("watchroom: a link that leads nowhere was ignored\n");
      return;
    }
    focus(path ?? undefined);
  };
  const waiting = first ?? early;
  if (waiting !== null) follow(waiting);
}

function register(): void {
  const [, script] = process.argv;
  // Started from its folder, Electron has to be told which program it is to run.
  if (app.isPackaged || script === undefined) app.setAsDefaultProtocolClient(linkScheme);
  else app.setAsDefaultProtocolClient(linkScheme, process.execPath, [app.getAppPath()]);
}
