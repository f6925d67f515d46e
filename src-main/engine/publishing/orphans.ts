import { runEngineAct } from "../commands.ts";
import type { Act } from "../commands.ts";
import type { Parts } from "../parts.ts";
import { orphanedPostings } from "../store/posting.ts";
import { findReplies } from "../store/reply.ts";
import { stopForPerson } from "./settle.ts";

/** Approved replies whose account was disconnected need a person; it looks at those whose hold is over. */
export async function stopOrphans(parts: Parts): Promise<void> {
  const orphans = await orphanedPostings(parts.store.read, parts.clock.now());
  if (orphans.length === 0) return;
  await runEngineAct(parts, { topics: ["approvals", "case", "triage", "status", "outbox"] }, async (act) => {
    for (const orphan of await orphanedPostings(act.trx, act.at)) await stopOrphan(act, orphan);
  });
}

export async function stopOrphan(
  act: Act,
  { replyId, name }: { readonly replyId: string; readonly name: string },
): Promise<void> {
  const [reply] = await findReplies(act.trx, { id: replyId });
  if (reply) await stopForPerson(act, reply, { code: "publishing.account-gone", params: { name } });
}
