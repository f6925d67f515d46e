import { Refusal } from "../../contract/refusal.ts";
import type { Output, Parsed } from "../../contract/methods.ts";
import { accountSecretName } from "../../ports/reply-publisher.ts";
import type { Said } from "../../contract/values.ts";
import type { AccountDoors } from "../../ports/reply-publisher.ts";
import type { Secrets } from "../../ports/secrets.ts";
import { runCommand } from "../commands.ts";
import type { Act } from "../commands.ts";
import type { Call } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { asConnected } from "../publishing/begin-try.ts";
import { stopOrphan } from "../publishing/orphans.ts";
import { goOnByHand } from "../replies/leave-account.ts";
import { findAccount, isConnected, updateAccount } from "../store/account.ts";
import type { AccountRecord } from "../store/account.ts";
import { draftsWith, isSendingWith, orphanedPostings } from "../store/posting.ts";
import { findReplies, updateReply } from "../store/reply.ts";
import { takeAccount } from "./take-account.ts";

type Disconnecting = Parts & { readonly secrets: Secrets; readonly doors: AccountDoors };

/**
 * Ends an account: nothing is sent with it any more from this transaction on; then the server is told, and the secret
 * goes. What its server says to that changes nothing here.
 */
export async function disconnectAccount(
  parts: Disconnecting,
  input: Parsed<"accounts.disconnect">,
  call: Call,
): Promise<Output<"accounts.disconnect">> {
  const before = await findAccount(parts.store.read, input.id);
  const topics = ["accounts", "case", "approvals", "triage", "status", "outbox"] as const;
  const command = { call, method: "accounts.disconnect", commandId: input.commandId, topics };
  const { stopped } = await runCommand(parts, command, async (act) => {
    const account = await takeAccount(act.trx, input);
    if (await isSendingWith(act.trx, account.id)) throw new Refusal("account-sending");
    return { stopped: await endAccount(act, account) };
  });
  const trouble = before && isConnected(before) ? await revoke(parts, before) : null;
  return { stopped, trouble: (await forget(parts, input.id)) ?? trouble };
}

/** Why the secret is still in the keyring; null = it is gone. */
async function forget({ secrets, log }: Disconnecting, id: string): Promise<Said | null> {
  try {
    await secrets.remove(accountSecretName(id));
    return null;
  } catch (cause) {
    log.warn("account.secret_left", { accountId: id, message: String(cause) });
    return { code: "accounts.secretLeft", params: {} };
  }
}

async function revoke(
  { doors }: Disconnecting,
  account: Parameters<typeof asConnected>[0],
): Promise<Output<"accounts.disconnect">["trouble"]> {
  const revoked = await doors[account.kind].revoke(asConnected(account));
  return revoked.ok ? null : revoked.trouble.says;
}

/** Words that were not handed in yet go on by hand, without the name that the account needed. */
async function detachDrafts(act: Act, { id }: AccountRecord): Promise<void> {
  for (const replyId of await draftsWith(act.trx, id)) {
    const [draft] = await findReplies(act.trx, { id: replyId });
    if (draft) await updateReply(act.trx, draft.rowId, await goOnByHand(act, draft));
  }
}

/** How many replies need a person now. */
async function endAccount(act: Act, account: AccountRecord): Promise<number> {
  await detachDrafts(act, account);
  await updateAccount(act.trx, account.rowId, { removed_at: act.at, is_default: 0, paused: null, wait_until: null });
  let stopped = 0;
  if (account.kind !== "manual") {
    let orphans = await orphanedPostings(act.trx, Number.MAX_SAFE_INTEGER);
    while (orphans.length > 0) {
      for (const orphan of orphans) await stopOrphan(act, orphan);
      stopped += orphans.length;
      orphans = await orphanedPostings(act.trx, Number.MAX_SAFE_INTEGER);
    }
  }
  await act.record({ kind: "account.disconnected", subjectId: account.id, payload: { name: account.name, stopped } });
  return stopped;
}
