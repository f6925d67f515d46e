import type { Topic } from "../../contract/changes.ts";
import { runEngineAct } from "../commands.ts";
import { beginTry } from "./begin-try.ts";
import type { TryTarget } from "./begin-try.ts";
import type { OutboxParts } from "./outbox-parts.ts";
import type { Outcome } from "./outcome.ts";
import { settleTry } from "./settle.ts";
import { tryOnce } from "./try-once.ts";
import type { Try } from "./try-once.ts";

const topics = ["approvals", "case", "triage", "status", "outbox"] as const satisfies readonly Topic[];

/** One attempt to post one reply: committed as `sending` before anything leaves, its outcome in a transaction of its own. */
export async function attemptReply(parts: OutboxParts, target: TryTarget): Promise<void> {
  const begun = await runEngineAct(parts, { topics }, (act) => beginTry(act, target, parts.publishers));
  if (!begun) return;
  const outcome = await tryOrTell(parts, begun.attempt);
  const { reply, posting } = begun;
  const { account } = target;
  const fraction = parts.ids.fraction();
  await runEngineAct(parts, { topics }, (act) =>
    settleTry(act, { account, reply, posting, outcome, fraction, isLook: target.isLook }),
  );
  if (outcome.kind === "posted") parts.nudgeSender();
  parts.log.info("outbox.attempt", {
    replyId: reply.id,
    outcome: outcome.kind === "trouble" ? outcome.trouble.class : outcome.kind,
    attempt: posting.tries,
  });
}

/** Networks answer with values; what throws is a fault of ours, after which nobody knows whether the words left. */
async function tryOrTell(parts: OutboxParts, attempt: Try): Promise<Outcome> {
  try {
    return await tryOnce(attempt);
  } catch (cause) {
    parts.log.error("outbox.attempt_broke", { replyId: attempt.intent.replyId, message: String(cause) });
    const says = { code: "publishing.broke", params: {} };
    return { kind: "trouble", trouble: { class: "unknown", says }, mayHaveArrived: true };
  }
}
