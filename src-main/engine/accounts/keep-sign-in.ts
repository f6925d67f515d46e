import type { Account } from "../../contract/methods/accounts.ts";
import { Refusal } from "../../contract/refusal.ts";
import { accountSecretName } from "../../ports/reply-publisher.ts";
import type { PublisherKind, SignedIn } from "../../ports/reply-publisher.ts";
import { runCommand } from "../commands.ts";
import type { Act } from "../commands.ts";
import type { Call } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { wakeAccountSources } from "../sources/accounts/wake-account-sources.ts";
import { findAccount, insertAccount, isConnected, listAccounts, updateAccount } from "../store/account.ts";
import { wakePostings } from "../store/posting.ts";
import { readAccount } from "./view-account.ts";
import type { ShownParts } from "./view-account.ts";

export type SignInTarget = {
  readonly method: "accounts.signIn" | "accounts.finish";
  readonly commandId: string;
  readonly call: Call;
  /** The account that is signed in again; null = a new one. */
  readonly accountId: string | null;
  readonly kind: PublisherKind;
  readonly name: string;
  readonly allowPrivate: boolean;
};

/**
 * Keeps what a sign-in brought: the account in the workspace, its secret in the keyring only. Refusals: account-known
 * { name }, account-is-another { handle }, not-found.
 */
export async function keepSignIn(
  parts: Parts & ShownParts & { readonly nudgeOutbox: () => void },
  target: SignInTarget,
  signedIn: SignedIn,
): Promise<Account> {
  const { call, method, commandId } = target;
  const topics = ["accounts", "case", "approvals", "status"] as const;
  const { id } = await runCommand(parts, { call, method, commandId, topics }, async (act) => ({
    id: target.accountId === null ? await addAccount(act, target, signedIn) : await comeBack(act, target, signedIn),
  }));
  await parts.secrets.set(accountSecretName(id), signedIn.secret);
  parts.nudgeOutbox();
  return readAccount(parts, id);
}

async function addAccount(act: Act, { kind, name, allowPrivate }: SignInTarget, signedIn: SignedIn): Promise<string> {
  const { server, remoteId, handle, limits } = signedIn;
  const known = (await listAccounts(act.trx)).find(
    (one) => one.kind === kind && one.server === server && one.remoteId === remoteId,
  );
  if (known) throw new Refusal("account-known", { name: known.name });
  const id = act.newId();
  const called = name || signedIn.name || handle;
  await insertAccount(act.trx, {
    ...{ id, kind, network: kind, name: called.slice(0, 80), server, handle, remoteId, allowPrivate, limits },
    at: act.at,
  });
  const made = await findAccount(act.trx, id);
  if (made) await wakeAccountSources(act, made);
  await act.record({ kind: "account.connected", subjectId: id, payload: { name: called, handle, network: kind } });
  return id;
}

/** The same account of the network, with a new right: what waited for it goes on. */
async function comeBack(
  act: Act,
  { accountId, kind, allowPrivate }: SignInTarget,
  signedIn: SignedIn,
): Promise<string> {
  const account = await findAccount(act.trx, accountId ?? "");
  if (!account || !isConnected(account) || account.kind !== kind) throw new Refusal("not-found", { what: "account" });
  if (account.remoteId !== signedIn.remoteId || account.server !== signedIn.server)
    throw new Refusal("account-is-another", { handle: account.handle, other: signedIn.handle });
  await updateAccount(act.trx, account.rowId, {
    ...{ handle: signedIn.handle, allow_private: allowPrivate ? 1 : 0, paused: null, wait_until: null },
    ...{ limits: JSON.stringify(signedIn.limits), limits_at: act.at },
  });
  await wakePostings(act.trx, { accountId: account.id, at: act.at });
  await wakeAccountSources(act, account);
  await act.record({ kind: "account.back", subjectId: account.id, payload: { name: account.name } });
  return account.id;
}
