import { runCommand } from "../commands.ts";
import type { Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { readSettings } from "../store/setting.ts";
import { readCaseDetail } from "./case-detail.ts";
import { looksOnAt } from "../departments/guard-acts.ts";
import { readCaseWork } from "./handle-time.ts";
import { runTriageAct } from "../triage/run-act.ts";
import { reopenCases } from "./reopen-cases.ts";
import { addNote, openStory, recordActivity, takeStory } from "./work-on-case.ts";

type CaseMethod = "cases.get" | "cases.work" | "cases.open" | "cases.reopen" | "cases.note" | "cases.activity";

const nothingDone = { inHandSince: null, workedMs: 0, wrapMs: 0 };

/** What a person sees of one case and does in it. */
export function createCases(parts: Parts): Handlers<CaseMethod> {
  const { store, clock } = parts;
  return {
    "cases.get": async ({ storyId }) => {
      const { settings } = await readSettings(store.read);
      return readCaseDetail(store.read, storyId, { now: clock.now(), settings });
    },
    "cases.work": async ({ storyId }, call) => {
      const { record } = await takeStory(store.read, storyId);
      const work = record ? await readCaseWork(store.read, record.rowId) : { ...nothingDone, people: [] };
      return { ...work, looksOn: await looksOnAt(store.read, call, storyId) };
    },
    "cases.open": ({ commandId, storyId }, call) =>
      runCommand(parts, { call, method: "cases.open", commandId, topics: ["triage", "case"] }, async (act) => ({
        version: await openStory(act, storyId),
      })),
    "cases.reopen": ({ commandId, stories }, call) =>
      runTriageAct(parts, { call, method: "cases.reopen", commandId }, (act, settings) =>
        reopenCases(act, { stories, settings }),
      ),
    "cases.note": ({ commandId, storyId, text }, call) =>
      runCommand(parts, { call, method: "cases.note", commandId, topics: ["case", "shift"] }, async (act) => ({
        id: await addNote(act, { storyId, text, call }),
      })),
    "cases.activity": async ({ storyId, from, to }, call) => {
      await store.write((trx) => recordActivity(trx, { storyId, from, to, now: clock.now(), call }));
      return {};
    },
  };
}
