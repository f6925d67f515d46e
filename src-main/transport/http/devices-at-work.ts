import type { ServerResponse } from "node:http";
import type { Parts } from "../../engine/parts.ts";

/** Which devices have a page open, over all servers of the desk. */
export type DevicesAtWork = {
  readonly asked: (deviceId: string) => void;
  /** An event stream of the device, until it closes. */
  readonly streams: (deviceId: string, response: ServerResponse) => void;
  readonly presence: (deviceId: string) => { readonly isOpen: boolean; readonly askedAt: number | null };
  /** Ends the event streams of a device; for good: one that is let in again is another one. */
  readonly cutOff: (deviceId: string) => void;
  /** A call that was looked up before its device was cut off is still under way: it comes to nothing. */
  readonly isCutOff: (deviceId: string) => boolean;
};

const openForMs = 30_000;

export function createDevicesAtWork({ clock }: Pick<Parts, "clock">): DevicesAtWork {
  const asked = new Map<string, { readonly at: number; readonly tick: number }>();
  const streaming = new Map<string, Set<ServerResponse>>();
  const gone = new Set<string>();

  function streams(deviceId: string, response: ServerResponse): void {
    const open = streaming.get(deviceId) ?? new Set();
    streaming.set(deviceId, open.add(response));
    response.on("close", () => {
      open.delete(response);
      if (open.size === 0 && streaming.get(deviceId) === open) streaming.delete(deviceId);
    });
  }

  return {
    asked: (deviceId) => void asked.set(deviceId, { at: clock.now(), tick: clock.monotonic() }),
    streams,
    presence: (deviceId) => {
      const last = asked.get(deviceId);
      const askedLately = last !== undefined && clock.monotonic() - last.tick <= openForMs;
      return { isOpen: streaming.has(deviceId) || askedLately, askedAt: last?.at ?? null };
    },
    cutOff: (deviceId) => {
      gone.add(deviceId);
      asked.delete(deviceId);
      for (const response of streaming.get(deviceId) ?? []) response.end();
    },
    isCutOff: (deviceId) => gone.has(deviceId),
  };
}
