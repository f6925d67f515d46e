import { Refusal } from "../../contract/refusal.ts";
import type { Network } from "../../contract/values.ts";
import { accountForNetwork, findAccount, isConnected } from "../store/account.ts";
import type { AccountRecord } from "../store/account.ts";
import type { Db } from "../store/open.ts";
import { prefixWith } from "../store/reply.ts";

type Answered = { readonly network: Network; readonly url: string | null };

/** With which account a new draft begins, and what its words begin with then; null = by hand. What has no address is answered by hand only. */
export async function accountForDraft(
  db: Db,
  answered: Answered & { readonly handle: string | null },
): Promise<{ readonly account: string | null; readonly prefix: string }> {
  const account = await accountForNetwork(db, answered.network);
  if (!account || !doesFit(account, answered)) return { account: null, prefix: "" };
  return { account: account.id, prefix: prefixWith(account.kind, { ...answered, parentUrl: answered.url }) };
}

/** An account that a person chose for a reply. Refusals: not-found, account-unfit { network }. */
export async function takeAccountFor(db: Db, id: string, answered: Answered): Promise<AccountRecord> {
  const account = await findAccount(db, id);
  if (!account || account.removedAt !== null) throw new Refusal("not-found", { what: "account" });
  if (!doesFit(account, answered)) throw new Refusal("account-unfit", { network: account.network });
  return account;
}

function doesFit(account: AccountRecord, { network, url }: Answered): boolean {
  return account.network === network && (url !== null || !isConnected(account));
}
