import { Refusal } from "../../contract/refusal.ts";
import type { BrowserDoor } from "../../ports/browser-door.ts";

/** The door of an engine that serves no browser: nobody comes in, and no network can be looked at. */
export const noDoor: BrowserDoor = {
  invite: () => Promise.reject(new Refusal("not-serving")),
  invitation: () => null,
  networks: () => Promise.resolve([]),
  networksChanged: () => Promise.resolve(),
  presence: () => ({ isOpen: false, askedAt: null }),
  cutOff: () => {},
};
