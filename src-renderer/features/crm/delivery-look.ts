import type { DeliveryRow } from "../../../src-main/contract/methods/crm.ts";
import type { IconName } from "../../ui/Icon.tsx";

export type ShownState = "queued" | "failing" | "sending" | "done" | "blocked" | "dead" | "skipped";
type Look = { state: ShownState; icon: IconName; tone: "plain" | "wait" | "good" | "warn" | "bad" };

/** How a delivery stands, in a word, an icon and a tone. */
export function lookOf({ state, attempts, isSkipped }: Pick<DeliveryRow, "state" | "attempts" | "isSkipped">): Look {
  if (state === "queued")
    return attempts > 0 ? { state: "failing", icon: "undo", tone: "warn" } : { state, icon: "clock", tone: "wait" };
  if (state === "blocked") return { state, icon: "pause", tone: "wait" };
  if (state === "dead" && isSkipped) return { state: "skipped", icon: "x", tone: "plain" };
  if (state === "dead") return { state, icon: "stop", tone: "bad" };
  return state === "done" ? { state, icon: "check", tone: "good" } : { state, icon: "send", tone: "plain" };
}

/** Whether a person can have it tried now. */
export const mayRetry = ({ state }: Pick<DeliveryRow, "state">): boolean => state === "dead" || state === "queued";
export const maySkip = ({ state, isSkipped }: Pick<DeliveryRow, "state" | "isSkipped">): boolean =>
  state === "dead" && !isSkipped;
