import { z } from "zod";

export const triageViews = [
  "waiting",
  "unsorted",
  "mine",
  "care",
  "pr",
  "analytics",
  "breaching",
  "approval",
  "private",
  "snoozed",
  "resolved",
] as const;
export const TriageView = z.enum(triageViews);
export type TriageView = z.infer<typeof TriageView>;
