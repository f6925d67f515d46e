import type { Topic } from "../../contract/changes.ts";
import type { Moved } from "../../contract/methods/triage.ts";
import type { Settings } from "../../contract/methods/settings.ts";
import { runCommand, type Act } from "../commands.ts";
import type { Call } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { readSettings } from "../store/setting.ts";
import { countLive } from "../store/triage-page.ts";

/** Numbers beyond this are not counted out. */
export const cappedAt = 1000;

export const triageTopics: readonly Topic[] = ["triage", "case", "approvals", "status", "wallboard", "shift", "claims"];

/** Runs one act of triage as a command; `work` says how many stories it changed. */
export function runTriageAct(
  parts: Parts,
  command: { readonly call: Call; readonly method: string; readonly commandId: string },
  work: (act: Act, settings: Settings) => Promise<number>,
): Promise<Moved> {
  return runCommand(parts, { ...command, topics: triageTopics }, async (act) => {
    const { settings } = await readSettings(act.trx);
    const changed = await work(act, settings);
    return { batchId: act.batchId, changed, waiting: await countLive(act.trx, cappedAt) };
  });
}
