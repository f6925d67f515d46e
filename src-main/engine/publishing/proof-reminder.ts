import { createWatchLoop } from "../cases/watch-loop.ts";
import type { WatchLoop } from "../cases/watch-loop.ts";
import { runEngineAct } from "../commands.ts";
import type { Parts } from "../parts.ts";
import { unconfirmedReplies } from "../store/posting.ts";
import { findReplies, updateReply } from "../store/reply.ts";
import { readSettings } from "../store/setting.ts";

const lookEveryMs = 60_000;

/** Reminds once of each reply that was given out to be posted by hand and has no proof after the time of the settings. */
export function createProofReminder(parts: Parts): WatchLoop {
  return createWatchLoop(parts, {
    name: "proof-reminder",
    everyMs: lookEveryMs,
    look: async () => {
      const { proofReminderMinutes } = (await readSettings(parts.store.read)).settings;
      if (proofReminderMinutes === 0) return;
      const before = parts.clock.now() - proofReminderMinutes * 60_000;
      if ((await unconfirmedReplies(parts.store.read, before)).length > 0) await remind(parts, before);
    },
  });
}

async function remind(parts: Parts, before: number): Promise<void> {
  await runEngineAct(parts, { topics: ["approvals", "case", "triage", "shift"] }, async (act) => {
    for (const id of await unconfirmedReplies(act.trx, before)) {
      const [reply] = await findReplies(act.trx, { id });
      if (!reply) continue;
      await updateReply(act.trx, reply.rowId, { reminded_at: act.at });
      const payload = { storyId: reply.storyId };
      await act.record({ kind: "reply.unconfirmed", subjectId: id, cycle: reply.cycle, payload });
    }
  });
}
