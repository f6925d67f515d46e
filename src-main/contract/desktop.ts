import type { RefusalBody } from "./refusal.ts";

// What page, shell and engine process of the desktop say to each other about the line between them. What goes through
// that line is the contract's methods; the shell does not look at it.

/** Why the engine did not open its workspace. */
export type RefusedStart = RefusalBody["error"];

/** What the tray says of the desk: numbers only, capped as the views are. */
export type DeskCounts = {
  readonly unsorted: number;
  readonly waiting: number;
  readonly breaching: number;
  readonly approvals: number;
  readonly isOffline: boolean;
};

/** From the engine process to the shell. */
export type FromEngine =
  | { readonly type: "ready" }
  | ({ readonly type: "refused" } & RefusedStart)
  | { readonly type: "counts"; readonly counts: DeskCounts }
  /** Test builds only: a message for the page at a relayed line. */
  | { readonly type: "line"; readonly line: number; readonly message: unknown };

/** What the computer does: the engine writes it down, and looks at its sources at once after a pause. */
export type PowerEvent = "suspend" | "resume" | "lock" | "unlock" | "online" | "offline";

/** From the shell to the engine process. */
export type ToEngine =
  /** The engine's end of a line to a page comes with it. */
  | { readonly type: "port"; readonly isWall: boolean }
  | { readonly type: "power"; readonly event: PowerEvent }
  | { readonly type: "close" }
  /** Test builds only: the beginning of a relayed line, a message of the page at it, and its end. */
  | { readonly type: "line-opened"; readonly line: number; readonly isWall: boolean }
  | { readonly type: "line"; readonly line: number; readonly message: unknown }
  | { readonly type: "line-closed"; readonly line: number };

/** From a page to the shell: tell people outside the window. A second notice under the same tag takes the place of the first. */
export type ShowNotice = {
  readonly showNotice: { readonly tag: string; readonly title: string; readonly body: string };
};

/** From the shell to the page: somebody clicked on the notice of this tag. */
export type NoticeOpened = { readonly noticeOpened: string };

/** What a page may ask of the desktop; every ask is answered with the state, to all pages. */
export type DesktopAsk =
  | { readonly ask: "state" }
  /** Another window, at a path of the page. */
  | { readonly ask: "open-window"; readonly path: string }
  /** Which wall a monitor shows (see WallMonitor); it is switched on by that. */
  | { readonly ask: "set-wall"; readonly monitor: string; readonly wall: string | null }
  | { readonly ask: "switch-wall"; readonly monitor: string; readonly isOn: boolean }
  /** From a wall, which the engine has found free to be left: its monitor is switched off. */
  | { readonly ask: "leave-wall" }
  /** The key that opens the look-up from anywhere, as the page names keys; null = none. */
  | { readonly ask: "set-hotkey"; readonly keys: string | null }
  | { readonly ask: "start-at-login"; readonly isOn: boolean }
  | { readonly ask: "stay-in-tray"; readonly isOn: boolean }
  /** From the look-up: away with it; and, with a path, that place in the desk's own window. */
  | { readonly ask: "close-look-up"; readonly path: string | null };
export type AskDesktop = { readonly askDesktop: DesktopAsk };

/** A monitor of this computer that can carry a wall, plugged in now or not. Sizes in pixels of the desktop. */
export type WallMonitor = {
  /** What it is recognised by, when it is unplugged and comes back too. */
  readonly name: string;
  /** What its maker calls it; empty where the system does not say. */
  readonly label: string;
  readonly isBuiltIn: boolean;
  readonly width: number;
  readonly height: number;
  readonly isConnected: boolean;
  /** A wall of the desk by its ULID, "first" = whichever is first, null = none. */
  readonly wall: string | null;
  /** Off after somebody left it with a PIN, until it is switched on again. */
  readonly isOn: boolean;
};

export type DesktopState = {
  readonly hotkey: string | null;
  /** `taken`: another program holds it. `unusable`: it would be taken from people who write. */
  readonly hotkeyState: "on" | "off" | "taken" | "unusable";
  readonly startsAtLogin: boolean;
  readonly staysInTray: boolean;
  readonly hasTray: boolean;
  /** Those of now from left to right, then those that a wall waits for. */
  readonly monitors: readonly WallMonitor[];
  /** The tray holds notices back for an hour. */
  readonly areNoticesPaused: boolean;
};
export type DesktopSays = { readonly desktopSays: DesktopState };

/** From the shell to a page: a link or the tray leads there. */
export type GoTo = { readonly goTo: string };
