import type { Account } from "../../contract/methods/accounts.ts";
import { accountSecretName } from "../../ports/reply-publisher.ts";
import type { Secrets } from "../../ports/secrets.ts";
import type { Parts } from "../parts.ts";
import { findAccount, isConnected } from "../store/account.ts";
import type { AccountRecord } from "../store/account.ts";
import { countWaiting } from "../store/posting.ts";

export type ShownParts = Pick<Parts, "store" | "clock"> & { readonly secrets: Secrets };

/** An account as people see it; whether its secret is known, and never the secret. */
export async function viewAccount(
  { store, clock, secrets }: ShownParts,
  account: AccountRecord,
  waiting?: ReadonlyMap<string, number>,
): Promise<Account> {
  const counts = waiting ?? (await countWaiting(store.read));
  const { id, version, kind, network, name, server, handle, limits, limitsAt, isDefault, paused, madeAt } = account;
  const isWaiting = account.waitUntil !== null && account.waitUntil > clock.now();
  return {
    ...{ id, version, kind, network, name, server, handle, limits, limitsAt, isDefault, paused, madeAt },
    secret: await secretOf(secrets, account),
    waitUntil: isWaiting ? account.waitUntil : null,
    waiting: isConnected(account) ? (counts.get(id) ?? 0) : 0,
  };
}

async function secretOf(secrets: Secrets, account: AccountRecord): Promise<Account["secret"]> {
  if (!isConnected(account)) return "none";
  try {
    if ((await secrets.get(accountSecretName(account.id))) === null) return "missing";
    return (await secrets.kind()) === "keyring" ? "kept" : "session";
  } catch {
    // A keyring that was locked meanwhile: people are told so, and the rest of the page goes on.
    return "locked";
  }
}

export async function readAccount(parts: ShownParts, id: string): Promise<Account> {
  const account = await findAccount(parts.store.read, id);
  if (!account) throw new Error(`Account ${id} was not stored`);
  return viewAccount(parts, account);
}
