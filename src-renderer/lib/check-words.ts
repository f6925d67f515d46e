import type { CheckHit, CheckRule } from "../../src-main/contract/methods/checks.ts";

/** What is said in one line when nothing was found of it. */
export const fineGroups = {
  personal: ["card", "iban", "phone", "email", "address", "reference", "name", "asks"],
  promises: ["promise", "admission"],
  words: ["banned", "sarcasm", "blame", "formal", "shouting", "exclamation"],
  links: ["link-insecure", "link-unknown", "link-short", "link-dead", "link-changed"],
} as const satisfies Record<string, readonly CheckRule[]>;

/** The groups of which nothing was found. */
export function groupsWithout(hits: readonly CheckHit[]): readonly (keyof typeof fineGroups)[] {
  const found = new Set<CheckRule>(hits.map(({ rule }) => rule));
  const names = Object.keys(fineGroups) as (keyof typeof fineGroups)[];
  return names.filter((name) => !fineGroups[name].some((rule) => found.has(rule)));
}

/** Still to be fixed or signed. */
export function isOpen({ severity, signed, isAgreed }: CheckHit): boolean {
  return severity === "stop" || (!signed && !isAgreed);
}
