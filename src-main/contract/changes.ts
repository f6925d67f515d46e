import { z } from "zod";

/** What a page may hold that can go out of date. A change names topics; the page asks again for what it shows. */
export const topics = [
  "triage",
  "labels",
  "views",
  "macros",
  "case",
  "sources",
  "watches",
  "rules",
  "settings",
  "people",
  "contacts",
  "playbook",
  "approvals",
  "accounts",
  "outbox",
  "profiles",
  "shift",
  "reports",
  "exports",
  "displays",
  "wallboard",
  "alarms",
  "learning",
  "status",
  "session",
  "presence",
  "claims",
  "preferences",
] as const;
export const Topic = z.enum(topics);
export type Topic = z.infer<typeof Topic>;

/** One message of the event stream: a number that grows by one and what went out of date. */
export const Change = z.object({ seq: z.number().int(), topics: z.array(Topic) });
export type Change = z.infer<typeof Change>;
