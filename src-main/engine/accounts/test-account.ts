import { Refusal } from "../../contract/refusal.ts";
import type { Output, Parsed } from "../../contract/methods.ts";
import type { AccountLimits, ReplyPublisher, ReplyPublishers, Told } from "../../ports/reply-publisher.ts";
import { runCommand } from "../commands.ts";
import type { Call } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { asConnected } from "../publishing/begin-try.ts";
import { isConnected, updateAccount } from "../store/account.ts";
import type { ConnectedRecord } from "../store/account.ts";
import { wakePostings } from "../store/posting.ts";
import { takeAccount } from "./take-account.ts";
import { readAccount } from "./view-account.ts";
import type { ShownParts } from "./view-account.ts";

type Testing = Parts & ShownParts & { readonly publishers: ReplyPublishers; readonly nudgeOutbox: () => void };

/** Asks the server whether it lets us in, and for its limits. A pause is lifted, or begins. */
export async function testAccount(
  parts: Testing,
  input: Parsed<"accounts.test">,
  call: Call,
): Promise<Output<"accounts.test">> {
  const account = await takeAccount(parts.store.read, input);
  if (!isConnected(account)) throw new Refusal("account-manual");
  const told = await askServer(parts.publishers[account.kind], account, parts.clock.now());
  const topics = ["accounts", "case", "approvals", "status"] as const;
  await runCommand(parts, { call, method: "accounts.test", commandId: input.commandId, topics }, async (act) => {
    const now = await takeAccount(act.trx, { id: input.id });
    if (told.ok) {
      await updateAccount(act.trx, now.rowId, {
        ...{ limits: JSON.stringify(told.value), limits_at: act.at },
        ...{ paused: null, wait_until: null },
      });
      if (now.paused === null) return {};
      await wakePostings(act.trx, { accountId: now.id, at: act.at });
      await act.record({ kind: "account.back", subjectId: now.id, payload: { name: now.name } });
    } else if (told.trouble.class === "auth" && now.paused === null) {
      await updateAccount(act.trx, now.rowId, { paused: JSON.stringify(told.trouble.says) });
      const because = told.trouble.says.code;
      await act.record({ kind: "account.paused", subjectId: now.id, payload: { name: now.name, because } });
    }
    return {};
  });
  if (told.ok) parts.nudgeOutbox();
  return { account: await readAccount(parts, input.id), trouble: told.ok ? null : told.trouble.says };
}

/** Looks for a reply that nobody wrote: only who is let in is told that it is not there. */
async function askServer(
  publisher: ReplyPublisher,
  account: ConnectedRecord,
  now: number,
): Promise<Told<AccountLimits>> {
  const connected = asConnected(account);
  const signedIn = await publisher.signInAnew(connected);
  if (!signedIn.ok) return signedIn;
  const nobodys = { replyId: account.id, text: account.id, lang: null, parentUrl: account.server, parentKey: null };
  const looked = await publisher.reconcile(connected, nobodys, publisher.prepare(nobodys, now));
  return looked.ok ? publisher.limits(connected) : looked;
}
