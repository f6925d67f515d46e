import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Command, Instant, Network, PersonRef } from "../values.ts";

/** Rules on words, each of which a desk may make stricter, milder or silent. */
export const wordRules = [
  "leftover",
  "card",
  "iban",
  "phone",
  "email",
  "address",
  "reference",
  "name",
  "asks",
  "promise",
  "admission",
  "banned",
  "sarcasm",
  "blame",
  "formal",
  "shouting",
  "exclamation",
  "link-insecure",
  "link-unknown",
  "link-short",
  "link-dead",
  "link-changed",
  "language",
] as const;
export const WordRule = z.enum(wordRules);
export type WordRule = z.infer<typeof WordRule>;

/** With those that no desk can switch off: an unfilled field, a text that is too long, and one that would not reach whom it answers. */
export const checkRules = ["placeholder", "too-long", "unnamed", ...wordRules] as const;
export const CheckRule = z.enum(checkRules);
export type CheckRule = z.infer<typeof CheckRule>;

/** `stop` cannot be signed; `look` must be fixed or signed. */
export const CheckSeverity = z.enum(["stop", "look"]);
export type CheckSeverity = z.infer<typeof CheckSeverity>;
export const SettableSeverity = z.enum(["stop", "look", "off"]);
export type SettableSeverity = z.infer<typeof SettableSeverity>;

export const phraseLists = ["promise", "admission", "banned", "sarcasm", "blame", "formal", "asks"] as const;
export const PhraseList = z.enum(phraseLists);
export type PhraseList = z.infer<typeof PhraseList>;

/**
 * Words that a list looks for: `guarantee*` = any ending, `…` = up to four words between, `{when}` = a time or a day,
 * `{amount}` = a sum of money.
 */
export const CheckPhrase = z.object({
  words: z.string().trim().min(1).max(120),
  /** What to say in its place; "" = nothing is suggested. */
  instead: z.string().trim().max(200).default(""),
  /** ISO 639-1; null = in every language. */
  lang: z
    .string()
    .regex(/^[a-z]{2}$/)
    .nullable(),
  /** null = as the rule of the list says. */
  severity: CheckSeverity.nullable().default(null),
});
export type CheckPhrase = z.infer<typeof CheckPhrase>;

const words = (longest: number) => z.array(z.string().trim().min(1).max(longest)).max(200);

/** What replies are checked against. */
export const CheckLists = z.object({
  severities: z.record(WordRule, SettableSeverity),
  phrases: z.record(PhraseList, z.array(CheckPhrase).max(500)),
  own: z.object({
    /** What may stand in public because it is ours. */
    phones: words(60),
    emails: words(120),
    addresses: words(200),
    /** Hosts of others that we lead people to; our own are in the firm's settings. */
    hosts: words(120),
  }),
  /** How our booking numbers look: `#` = a digit, `@` = a letter, "TF-####". */
  references: words(40),
});
export type CheckLists = z.infer<typeof CheckLists>;

export const CheckHit = z.object({
  rule: CheckRule,
  severity: CheckSeverity,
  /** UTF-16 units of the text, `to` exclusive. */
  from: z.number().int(),
  to: z.number().int(),
  words: z.string(),
  /** What to write in its place; null = nothing is suggested, "" = leave it out. */
  instead: z.string().nullable(),
  /** For the words of the catalogue under `checks.hit.<rule>`. */
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Who took it upon themselves, for exactly these words. */
  signed: z.object({ by: PersonRef, at: Instant, reason: z.string() }).nullable(),
  /** The words of a script that was approved as a template: read and agreed to once for all. */
  isAgreed: z.boolean(),
});
export type CheckHit = z.infer<typeof CheckHit>;

export const CheckedLength = z.object({
  used: z.number().int(),
  max: z.number().int().nullable(),
  unit: z.enum(["characters", "bytes"]),
});

/** What was found in a text, in the order of the text. */
export const CheckedText = z.object({
  length: CheckedLength,
  hits: z.array(CheckHit),
  /** How many cannot be signed, and how many still must be fixed or signed: with neither it may be submitted. */
  stops: z.number().int(),
  looks: z.number().int(),
});
export type CheckedText = z.infer<typeof CheckedText>;

const SavedLists = z.object({
  version: z.number().int(),
  lists: CheckLists,
  /** null = as the program came. */
  saved: z.object({ by: PersonRef.nullable(), at: Instant }).nullable(),
});

export const checkMethods = defineMethods({
  /** The lists and severities that replies are checked against, and those that came with the program. */
  "checks.get": {
    kind: "read",
    access: "person",
    input: z.object({}),
    output: SavedLists.extend({ shipped: CheckLists }),
  },
  /** Saves all lists as a new version; earlier ones are kept. Refusals: stale, bad-input. */
  "checks.save": {
    kind: "write",
    access: ["corpcomm", "legal", "admin"],
    input: Command.extend({ version: z.number().int(), lists: CheckLists }),
    output: SavedLists,
  },
  /** The versions of the lists, newest first, at most 50. */
  "checks.versions": {
    kind: "read",
    access: "person",
    input: z.object({}),
    output: z.array(z.object({ version: z.number().int(), by: PersonRef.nullable(), at: Instant, lists: CheckLists })),
  },
  /** Tries words that belong to no reply: of a script before it is saved, or on lists before these are. */
  "checks.try": {
    kind: "read",
    access: "person",
    input: z.object({
      text: z.string().max(20_000),
      network: Network.default("forum"),
      /** Fields of a script: their placeholders are filled with what such a field would hold. */
      fields: z
        .array(
          z.object({ name: z.string().max(200), kind: z.string().max(20), options: z.array(z.string()).optional() }),
        )
        .max(50)
        .default([]),
      lists: CheckLists.optional(),
    }),
    output: CheckedText.extend({ text: z.string() }),
  },
});
