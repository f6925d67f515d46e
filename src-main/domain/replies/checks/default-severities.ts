import type { SettableSeverity, WordRule } from "../../../contract/methods/checks.ts";

/** How grave each rule is on a desk that said nothing: only what can never be right in public stops. */
export const defaultSeverities: Readonly<Record<WordRule, SettableSeverity>> = {
  leftover: "stop",
  card: "stop",
  iban: "stop",
  phone: "look",
  email: "look",
  address: "look",
  reference: "look",
  name: "look",
  asks: "stop",
  promise: "look",
  admission: "look",
  banned: "look",
  sarcasm: "look",
  blame: "look",
  formal: "look",
  shouting: "look",
  exclamation: "look",
  "link-insecure": "look",
  "link-unknown": "look",
  "link-short": "look",
  "link-dead": "stop",
  "link-changed": "look",
  language: "look",
};
