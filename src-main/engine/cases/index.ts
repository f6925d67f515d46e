import { runCommand } from "../commands.ts";
import type { Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { readSettings } from "../store/setting.ts";
import { readCaseDetail } from "./case-detail.ts";
import { addNote, openStory, recordActivity } from "./work-on-case.ts";

type CaseMethod = "cases.get" | "cases.open" | "cases.note" | "cases.activity";

/** What a person sees of one case and does in it. */
export function createCases(parts: Parts): Handlers<CaseMethod> {
  const { store, clock } = parts;
  return {
    "cases.get": async ({ storyId }) => {
      const { settings } = await readSettings(store.read);
      return readCaseDetail(store.read, storyId, { now: clock.now(), settings });
    },
    "cases.open": ({ commandId, storyId }, call) =>
      runCommand(parts, { call, method: "cases.open", commandId, topics: ["triage", "case"] }, async (act) => ({
        version: await openStory(act, storyId),
      })),
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
