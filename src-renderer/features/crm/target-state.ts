import type { CrmTarget } from "../../../src-main/contract/methods/crm.ts";
import type { IconName } from "../../ui/Icon.tsx";

type Look = {
  state: "off" | "paused" | "keyless" | "look" | "failing" | "works";
  icon: IconName;
  tone: "plain" | "wait" | "good" | "warn";
};

/** How a connection stands: what stops it comes first. */
export function targetState({ enabled, paused, secret, waitsForLook, isFailing }: CrmTarget): Look {
  if (!enabled) return { state: "off", icon: "x", tone: "plain" };
  if (paused) return { state: "paused", icon: "pause", tone: "warn" };
  if (secret === "missing") return { state: "keyless", icon: "lock", tone: "warn" };
  if (waitsForLook) return { state: "look", icon: "eye", tone: "wait" };
  if (isFailing) return { state: "failing", icon: "undo", tone: "warn" };
  return { state: "works", icon: "check", tone: "good" };
}

/** Under which id the card of a connection stands, for who leads there. */
export const targetCardId = (id: string): string => `crm-target-${id}`;
