import { assignStories } from "../claims/assign-stories.ts";
import type { Handlers } from "../handlers.ts";
import { correctSentiment } from "./correct-sentiment.ts";
import { resolveStories, setPriorities, snoozeStories } from "./handle-cases.ts";
import { createCounts, createPage, type PageParts } from "./page.ts";
import { runTriageAct } from "./run-act.ts";
import { setBucket } from "./set-bucket.ts";
import { undoBatch } from "./undo.ts";

type TriageMethod =
  | "triage.page"
  | "triage.counts"
  | "triage.setBucket"
  | "triage.resolve"
  | "triage.snooze"
  | "triage.assign"
  | "triage.setPriority"
  | "triage.correctSentiment"
  | "triage.undo";

/** The queue: its views, and what is done to one story or to a thousand in one act. */
export function createTriage(parts: PageParts): Handlers<TriageMethod> {
  return {
    "triage.page": createPage(parts),
    "triage.counts": createCounts(parts),
    "triage.setBucket": ({ commandId, ...input }, call) =>
      runTriageAct(parts, { call, method: "triage.setBucket", commandId }, (act, settings) =>
        setBucket(act, { ...input, settings, call }),
      ),
    "triage.resolve": ({ commandId, ...input }, call) =>
      runTriageAct(parts, { call, method: "triage.resolve", commandId }, (act) => resolveStories(act, input)),
    "triage.snooze": ({ commandId, ...input }, call) =>
      runTriageAct(parts, { call, method: "triage.snooze", commandId }, (act) => snoozeStories(act, input)),
    "triage.assign": ({ commandId, ...input }, call) =>
      runTriageAct(parts, { call, method: "triage.assign", commandId }, (act) =>
        assignStories(act, { ...input, call }),
      ),
    "triage.setPriority": ({ commandId, ...input }, call) =>
      runTriageAct(parts, { call, method: "triage.setPriority", commandId }, (act, settings) =>
        setPriorities(act, { ...input, settings }),
      ),
    "triage.correctSentiment": ({ commandId, ...input }, call) =>
      runTriageAct(parts, { call, method: "triage.correctSentiment", commandId }, (act, settings) =>
        correctSentiment(act, { ...input, settings, call }),
      ),
    "triage.undo": ({ commandId, batchId }, call) =>
      runTriageAct(parts, { call, method: "triage.undo", commandId }, (act) => undoBatch(act, { call, batchId })),
  };
}
