import type { DisplayCode, NetworkPlace } from "../contract/methods/displays.ts";

/** What a display code carries to the device that is let in with it. */
export type Invited = { readonly name: string | null; readonly wall: string | null };

/** Where browsers come in: the host's servers, on this computer and in networks that were switched on. */
export type BrowserDoor = {
  /** Makes a display code and sees to it that somebody listens; the code before it is void. Refusal: not-serving. */
  readonly invite: (invited: Invited) => Promise<DisplayCode>;
  /** The display code that is out; null when there is none, or it was used, or is too old. */
  readonly invitation: () => DisplayCode | null;
  /** All interfaces of the computer, and those that are switched on though they are gone. */
  readonly networks: () => Promise<readonly NetworkPlace[]>;
  /** Which networks are switched on has changed: resolves when every listener has followed. */
  readonly networksChanged: () => Promise<void>;
  /** Whether a device has a page open now, and when (ms) it asked last, as far as this run knows. */
  readonly presence: (deviceId: string) => { readonly isOpen: boolean; readonly askedAt: number | null };
  /** Ends the event streams of a device that is no longer let in. */
  readonly cutOff: (deviceId: string) => void;
};

/** A network interface by the name that the system gives it, with its addresses now. */
export type NetworkCard = {
  readonly name: string;
  readonly addresses: readonly { readonly address: string; readonly family: "IPv4" | "IPv6" }[];
};

export type NetworkCards = { readonly list: () => readonly NetworkCard[] };
