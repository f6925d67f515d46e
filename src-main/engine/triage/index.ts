import { assignStories } from "../claims/assign-stories.ts";
import { snoozeTimes } from "../../domain/cases/snooze-times.ts";
import type { Handlers } from "../handlers.ts";
import { labelStories } from "../labels/label-stories.ts";
import { readSettings } from "../store/setting.ts";
import { createStoriesAct } from "./bulk-act.ts";
import { correctSentiment } from "./correct-sentiment.ts";
import { countAsked, selectAsked } from "./find-stories.ts";
import { resolveStories, setPriorities, snoozeStories } from "./handle-cases.ts";
import { createCounts, createPage, type PageParts } from "./page.ts";
import { setBucket } from "./set-bucket.ts";
import { createStored } from "./stored-items.ts";
import { createUndo } from "./undo-slices.ts";

type TriageMethod = Extract<keyof Handlers, `triage.${string}`>;

/** The queue: its views, and what is done to one story or to ten thousand in one act. */
export function createTriage(parts: PageParts): Handlers<TriageMethod> {
  const actOn = createStoriesAct(parts);
  const undo = createUndo(parts);
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
      actOn({ call, method: "triage.setBucket", input: { commandId, stories, bucket } }, (act, on) =>
        setBucket(act, { ...on, bucket, call }),
      ),
    "triage.resolve": ({ commandId, stories, ...ending }, call) =>
      actOn({ call, method: "triage.resolve", input: { commandId, stories, ...ending } }, (act, on) =>
        resolveStories(act, { ...on, ...ending }),
      ),
    "triage.snooze": ({ commandId, stories, ...away }, call) =>
      actOn({ call, method: "triage.snooze", input: { commandId, stories, ...away } }, (act, on) =>
        snoozeStories(act, { ...on, ...away }),
      ),
    "triage.assign": ({ commandId, stories, ...given }, call) =>
      actOn({ call, method: "triage.assign", input: { commandId, stories, ...given } }, (act, on) =>
        assignStories(act, { ...on, ...given, call }),
      ),
    "triage.setPriority": ({ commandId, stories, priority }, call) =>
      actOn({ call, method: "triage.setPriority", input: { commandId, stories, priority } }, (act, on) =>
        setPriorities(act, { ...on, priority }),
      ),
    "triage.label": ({ commandId, stories, add, remove }, call) =>
      actOn({ call, method: "triage.label", input: { commandId, stories, add, remove } }, (act, on) =>
        labelStories(act, { ...on, add, remove }),
      ),
    "triage.correctSentiment": ({ commandId, stories, label }, call) =>
      actOn({ call, method: "triage.correctSentiment", input: { commandId, stories, label } }, (act, on) =>
        correctSentiment(act, { ...on, label, call }),
      ),
    "triage.undo": ({ commandId, batchId }, call) => undo({ call, commandId, batchId }),
  };
}
