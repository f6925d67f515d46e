import type { Act } from "../commands.ts";
import type { ReplyRecord } from "../store/reply.ts";
import { waitForAnotherLook } from "./reply-act.ts";
import { mayLeave } from "./reply-view.ts";
import { standingApprovals } from "./requirement.ts";

/** More is asked for than before: what was approved, is not given out yet and lacks a look now waits for it. Returns how many. */
export async function holdBackLacking(act: Act, replies: readonly ReplyRecord[]): Promise<number> {
  let held = 0;
  for (const reply of replies) {
    if (reply.state !== "approved" || standingApprovals(reply).length === 0) continue;
    if (await mayLeave(act.trx, reply)) continue;
    await waitForAnotherLook(act, reply);
    held += 1;
  }
  return held;
}
