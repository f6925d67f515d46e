import { Refusal } from "../../contract/refusal.ts";
import { findAccount } from "../store/account.ts";
import type { AccountRecord } from "../store/account.ts";
import type { Db } from "../store/open.ts";

/** The account that a command is about, as its sender saw it. Refusals: not-found, stale. */
export async function takeAccount(
  db: Db,
  { id, version }: { readonly id: string; readonly version?: number },
): Promise<AccountRecord> {
  const account = await findAccount(db, id);
  if (!account || account.removedAt !== null) throw new Refusal("not-found", { what: "account" });
  if (version !== undefined && account.version !== version)
    throw new Refusal("stale", { what: "account", version: account.version });
  return account;
}
