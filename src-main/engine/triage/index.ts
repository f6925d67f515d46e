import { assignStories } from "../claims/assign-stories.ts";
import { snoozeTimes } from "../../domain/cases/snooze-times.ts";
import type { Handlers } from "../handlers.ts";
import { labelStories } from "../labels/label-stories.ts";
import { readSettings } from "../store/setting.ts";
import { runStoriesAct } from "./bulk-act.ts";
import { correctSentiment } from "./correct-sentiment.ts";
import { countAsked, selectAsked } from "./find-stories.ts";
import { resolveStories, setPriorities, snoozeStories } from "./handle-cases.ts";
import { createCounts, createPage, type PageParts } from "./page.ts";
import { setBucket } from "./set-bucket.ts";
import { createStored } from "./stored-items.ts";
import { undoAct } from "./undo-slices.ts";

type TriageMethod = Extract<keyof Handlers, `triage.${string}`>;

/** The queue: its views, and what is done to one story or to ten thousand in one act. */
export function createTriage(parts: PageParts): Handlers<TriageMethod> {
  return {
    "triage.page": createPage(parts),
    "triage.counts": createCounts(parts),
    "triage.count": (asked, call) => countAsked(parts, asked, call),
    "triage.select": (asked, call) => selectAsked(parts, asked, call),
    "triage.stored": createStored(parts),
    "triage.snoozeTimes": async () => {
      const { settings } = await readSettings(parts.store.read);
      return snoozeTimes(parts.clock.now(), settings.calendar);
    },
    "triage.setBucket": ({ commandId, stories, bucket }, call) =>
      runStoriesAct(parts, { call, method: "triage.setBucket", commandId, stories }, (act, on) =>
        setBucket(act, { ...on, bucket, call }),
      ),
    "triage.resolve": ({ commandId, stories, ...ending }, call) =>
      runStoriesAct(parts, { call, method: "triage.resolve", commandId, stories }, (act, on) =>
        resolveStories(act, { ...on, ...ending }),
      ),
    "triage.snooze": ({ commandId, stories, ...away }, call) =>
      runStoriesAct(parts, { call, method: "triage.snooze", commandId, stories }, (act, on) =>
        snoozeStories(act, { ...on, ...away }),
      ),
    "triage.assign": ({ commandId, stories, ...given }, call) =>
      runStoriesAct(parts, { call, method: "triage.assign", commandId, stories }, (act, on) =>
        assignStories(act, { ...on, ...given, call }),
      ),
    "triage.setPriority": ({ commandId, stories, priority }, call) =>
      runStoriesAct(parts, { call, method: "triage.setPriority", commandId, stories }, (act, on) =>
        setPriorities(act, { ...on, priority }),
      ),
    "triage.label": ({ commandId, stories, add, remove }, call) =>
      runStoriesAct(parts, { call, method: "triage.label", commandId, stories }, (act, on) =>
        labelStories(act, { ...on, add, remove }),
      ),
    "triage.correctSentiment": ({ commandId, stories, label }, call) =>
      runStoriesAct(parts, { call, method: "triage.correctSentiment", commandId, stories }, (act, on) =>
        correctSentiment(act, { ...on, label, call }),
      ),
    "triage.undo": ({ commandId, batchId }, call) => undoAct(parts, { call, commandId, batchId }),
  };
}
