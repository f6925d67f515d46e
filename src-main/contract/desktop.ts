import type { RefusalBody } from "./refusal.ts";

// What page, shell and engine process of the desktop say to each other about the line between them. What goes through
// that line is the contract's methods; the shell does not look at it.

/** Why the engine did not open its workspace. */
export type RefusedStart = RefusalBody["error"];

/** From the engine process to the shell. */
export type FromEngine =
  | { readonly type: "ready" }
  | ({ readonly type: "refused" } & RefusedStart)
  /** Test builds only: a message for the page at a relayed line. */
  | { readonly type: "line"; readonly line: number; readonly message: unknown };

/** From the shell to the engine process. */
export type ToEngine =
  /** The engine's end of a line to a page comes with it. */
  | { readonly type: "port" }
  | { readonly type: "close" }
  /** Test builds only: a message of the page at a relayed line, and the end of that line. */
  | { readonly type: "line"; readonly line: number; readonly message: unknown }
  | { readonly type: "line-closed"; readonly line: number };

/** From a page to the shell: tell people outside the window. A second notice under the same tag takes the place of the first. */
export type ShowNotice = {
  readonly showNotice: { readonly tag: string; readonly title: string; readonly body: string };
};

/** From the shell to the page: somebody clicked on the notice of this tag. */
export type NoticeOpened = { readonly noticeOpened: string };
