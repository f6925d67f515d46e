import { nextSteps, stepOf } from "../../domain/private-path/path.ts";
import { privateRate } from "../../domain/private-path/rate.ts";
import { takeStory } from "../cases/work-on-case.ts";
import type { Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { pathsQueued, readPath } from "../store/private-path.ts";
import { runTriageAct } from "../triage/run-act.ts";
import { reminderOf } from "./reminder-of.ts";
import { stepByHand } from "./take-step.ts";

type Method = "privatePath.get" | "privatePath.step" | "privatePath.rate";

/** The way of complaints from the public into private: how far each is, its next step, and how many get there. */
export function createPrivatePath(parts: Parts): Handlers<Method> {
  const { store, clock } = parts;
  return {
    "privatePath.get": async ({ storyId }) => {
      const { story, record } = await takeStory(store.read, storyId);
      if (!record) return null;
      const path = await readPath(store.read, { caseRowId: record.rowId, cycle: record.state.cycle });
      return {
        asOf: clock.now(),
        story: { id: story.id, version: story.version },
        at: { ...path.at },
        via: path.via,
        step: stepOf(path),
        next: [...nextSteps(path)],
        remindAt: await reminderOf(store.read, { path, bucket: record.state.bucket }),
      };
    },
    "privatePath.step": ({ commandId, ...step }, call) =>
      runTriageAct(parts, { call, method: "privatePath.step", commandId }, (act) => stepByHand(act, step)),
    "privatePath.rate": async (period) => {
      const { complaints, paths } = await pathsQueued(store.read, period);
      return privateRate(paths, { complaints, asOf: clock.now() });
    },
  };
}
