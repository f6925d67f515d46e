import type { Call } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { endBegun, noteTakingBack } from "./begun-act.ts";
import { triageTopics } from "./run-act.ts";
import { takeBackSlices } from "./undo-slices.ts";

/** Takes back what is done of a large act that cannot be done whole; a start after a crash goes on with that too. */
export async function takeBackAct(
  parts: Parts,
  { call, commandId }: { readonly call: Call; readonly commandId: string },
): Promise<void> {
  await parts.store.write((trx) => noteTakingBack(trx, commandId));
  await takeBackSlices(parts, { call, commandId, batchId: commandId });
  await parts.store.write((trx) => endBegun(trx, commandId));
  parts.changed(...triageTopics);
}
