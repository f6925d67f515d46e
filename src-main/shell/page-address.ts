import type { WebFrameMain } from "electron";

/** The page's own origin. The scheme is registered as standard, so Chromium gives its frames this origin. */
export const shippedOrigin = "app://watchroom";

/** Whether an address is the page's own, whatever its path. */
export function isOwnAddress(address: string, origin: string): boolean {
  return address === origin || address.startsWith(`${origin}/`);
}

/** Whether a message may be obeyed: it comes from the main frame of our own page. A frame that is gone is null. */
export function isOwnPage(frame: WebFrameMain | null, origin: string): boolean {
  return frame !== null && frame.parent === null && frame.origin === origin;
}
