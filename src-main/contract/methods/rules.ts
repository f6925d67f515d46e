import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Bucket, Command, Network, Role, Said, SentimentSlot, Ulid, Urgency } from "../values.ts";

const names = (most: number) => z.array(z.string().trim().min(1).max(80)).max(most).default([]);

/** What a rule looks for and what it does. Empty lists ask for nothing; null acts leave a thing as it is. */
const Content = z.object({
  name: z.string().trim().min(1).max(80),
  /** In the grammar of watches, `sentiment:` too; null or empty = whatever is said. */
  query: z
    .string()
    .trim()
    .max(4000)
    .nullable()
    .default(null)
    .transform((query) => query || null),
  /** By id; any of them suffices. */
  watches: names(500),
  sources: names(1000),
  notSources: names(1000),
  networks: z.array(Network).default([]),
  /** ISO 639-1. */
  languages: names(100),
  sentiments: z.array(SentimentSlot).default([]),
  /** Of the source, by name. */
  departments: names(100),
  bucket: Bucket.nullable(),
  priority: Urgency.nullable(),
  department: z
    .string()
    .trim()
    .max(80)
    .nullable()
    .transform((department) => department || null),
  labels: names(20),
  /** The key of a script. */
  script: z.string().max(200).nullable().default(null),
  /** Who gets the case. */
  assignee: Ulid.nullable().default(null),
  /** Who must approve beyond the ordinary. */
  approval: z.array(Role).default([]),
  /** Whether the rules after it are left out when it holds. */
  stop: z.boolean().default(true),
  isOn: z.boolean().default(true),
  reason: z.string().trim().max(300),
});

export const RuleRow = z.object({
  ...Content.shape,
  query: z.string().nullable(),
  department: z.string().nullable(),
  id: Ulid,
  version: z.number().int(),
  position: z.number().int(),
  savedAt: z.number().int().nullable(),
  /** Null for the program itself. */
  savedBy: z.string().nullable(),
  removedAt: z.number().int().nullable(),
  /** Since when it is off because its query took too long over a mention; saving it or switching it on ends that. */
  overranAt: z.number().int().nullable(),
  /** How many stories stand as they do because of it, all fields counted. */
  effects: z.number().int(),
});
export type RuleRow = z.infer<typeof RuleRow>;

export const RuleVersion = z.object({
  ...Content.shape,
  query: z.string().nullable(),
  department: z.string().nullable(),
  version: z.number().int(),
  savedAt: z.number().int().nullable(),
  savedBy: z.string().nullable(),
});
export type RuleVersion = z.infer<typeof RuleVersion>;

const byBucket = z.record(Bucket, z.number().int());

/** What a rule would have done to the stories of the last 30 days. */
export const RulePreview = z.object({
  /** Where the query breaks; null when it can be read. */
  fault: z.object({ at: z.number().int(), says: Said }).nullable(),
  tookMs: z.number(),
  /** Stories that were looked at, newest first. */
  scanned: z.number().int(),
  /** Whether there are older ones that were not looked at. */
  isCapped: z.boolean(),
  /** Stories that reach the rule and meet its conditions. */
  matched: z.number().int(),
  /** Stories that meet its conditions and are kept from it by a rule before that ends the round. */
  missed: z.number().int(),
  /** Where the matched ones would stand with the rule. */
  routes: byBucket,
  /** Stories that would stand elsewhere than today. */
  moves: z.array(z.object({ from: Bucket, to: Bucket, stories: z.number().int() })),
  /** Matched stories that somebody has decided about or works on: they stay. */
  kept: z.number().int(),
  /** Rules after it that fewer stories would reach: how many they hold for today, and how many then. */
  unreached: z.array(z.object({ id: Ulid, name: z.string(), today: z.number().int(), then: z.number().int() })),
  samples: z.array(
    z.object({
      id: Ulid,
      source: z.string(),
      title: z.string().nullable(),
      text: z.string(),
      spans: z.array(z.object({ field: z.string(), from: z.number().int(), to: z.number().int() })),
      from: Bucket,
      to: Bucket,
    }),
  ),
});
export type RulePreview = z.infer<typeof RulePreview>;

/** A rule being applied to stored stories, or its effects being taken back. */
export const RuleWork = z.object({
  id: Ulid,
  ruleId: Ulid,
  rule: z.string(),
  what: z.enum(["apply", "undo"]),
  state: z.enum(["queued", "running", "done", "failed", "cancelled"]),
  done: z.number().int(),
  total: z.number().int(),
  changed: z.number().int(),
  /** Stories that somebody has decided about or works on: they stayed. */
  kept: z.number().int(),
});
export type RuleWork = z.infer<typeof RuleWork>;

const Writing = Command.extend({ id: Ulid, version: z.number().int() });
const Started = z.object({ id: Ulid });

export const ruleMethods = defineMethods({
  /** The ordered routing rules, first to last, those that are off too. */
  "rules.list": { kind: "read", access: "person", input: z.object({}), output: z.array(RuleRow) },
  /** The rules that were removed last, newest first, at most 50. */
  "rules.removed": { kind: "read", access: "person", input: z.object({}), output: z.array(RuleRow) },
  /** What a rule said, newest version first, at most 50. Refusal: not-found. */
  "rules.versions": { kind: "read", access: "person", input: z.object({ id: Ulid }), output: z.array(RuleVersion) },
  /** What a rule would have done, saved or not. `id` names the rule that it would replace, `position` its place. Never refused for its query: `fault` says where it breaks. */
  "rules.preview": {
    kind: "read",
    access: ["admin", "lead"],
    input: z.object({ ...Content.shape, name: z.string(), id: Ulid.optional(), position: z.number().int().optional() }),
    output: RulePreview,
  },
  /** Adds or changes a rule. Refusals: query-invalid, stale. */
  "rules.save": {
    kind: "write",
    access: ["admin", "lead"],
    input: Command.extend({
      ...Content.shape,
      id: Ulid.optional(),
      version: z.number().int().optional(),
      position: z.number().int().optional(),
    }),
    output: RuleRow,
  },
  /** Moves a rule to a place, counted from 1. Refusals: not-found, stale. */
  "rules.place": {
    kind: "write",
    access: ["admin", "lead"],
    input: Writing.extend({ position: z.number().int().min(1) }),
    output: RuleRow,
  },
  /** Switches a rule on or off. Refusals: not-found, stale. */
  "rules.switch": {
    kind: "write",
    access: ["admin", "lead"],
    input: Writing.extend({ isOn: z.boolean() }),
    output: RuleRow,
  },
  "rules.remove": { kind: "write", access: ["admin", "lead"], input: Writing, output: z.object({}) },
  /** Brings a removed rule back, at its place. Refusals: not-found, stale. */
  "rules.restore": { kind: "write", access: ["admin", "lead"], input: Writing, output: RuleRow },
  /** Begins to apply a rule to the stored stories of the last 30 days that nobody decided about. Refusals: not-found, stale, rule-off, rule-busy. */
  "rules.apply": { kind: "write", access: ["admin", "lead"], input: Writing, output: Started },
  /** How many stories an undo of the rule's effects would put back, and how many it would leave. Refusal: not-found. */
  "rules.wouldUndo": {
    kind: "read",
    access: ["admin", "lead"],
    input: z.object({ id: Ulid }),
    output: z.object({ stories: z.number().int(), kept: z.number().int() }),
  },
  /** Begins to take back what a rule did, also one that is off or removed; never what somebody decided since. Refusals: not-found, rule-busy. */
  "rules.undo": {
    kind: "write",
    access: ["admin", "lead"],
    input: Command.extend({ id: Ulid }),
    output: Started,
  },
  /** The last work on rules, newest first, at most 20. */
  "rules.work": { kind: "read", access: "person", input: z.object({}), output: z.array(RuleWork) },
  /** Ends work on a rule; what it did so far stays, and can be undone. Refusal: not-found. */
  "rules.cancel": {
    kind: "write",
    access: ["admin", "lead"],
    input: Command.extend({ id: Ulid }),
    output: z.object({}),
  },
});
