import type { TopicWindow } from "../../contract/methods/topics.ts";
import { Refusal } from "../../contract/refusal.ts";
import type { Gap } from "../wallboard/gaps.ts";
import { slotMs, slotOf } from "../store/slot.ts";

export const dayMs = 24 * 3_600_000;
const longestMs = 31 * dayMs;

/** A window as instants, `to` excluded; "day" and "week" end with the running quarter of an hour. Refusal: bad-input. */
export function stretchOf(window: TopicWindow, now: number): Gap {
  if (typeof window === "object") {
    if (window.to <= window.from || window.to - window.from > longestMs)
      throw new Refusal("bad-input", { field: "window" });
    return window;
  }
  const to = (slotOf(now) + 1) * slotMs;
  return { from: to - (window === "day" ? 1 : 7) * dayMs, to };
}

/** How much of a stretch was listened to, in ms. */
export function heardMs({ from, to }: Gap, gaps: readonly Gap[]): number {
  const lost = gaps.map((gap) => Math.max(0, Math.min(gap.to, to) - Math.max(gap.from, from)));
  return to - from - lost.reduce((sum, ms) => sum + ms, 0);
}
