import { Refusal } from "../../contract/refusal.ts";
import type { Account } from "../../contract/methods/accounts.ts";
import type { AccountDoors, ReplyPublishers } from "../../ports/reply-publisher.ts";
import type { Secrets } from "../../ports/secrets.ts";
import { answerBefore, runCommand } from "../commands.ts";
import type { Act } from "../commands.ts";
import type { Call, Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { clearDefault, insertAccount, listAccounts, updateAccount } from "../store/account.ts";
import { countWaiting } from "../store/posting.ts";
import { disconnectAccount } from "./disconnect.ts";
import { keepSignIn } from "./keep-sign-in.ts";
import { serverAddress } from "./server-address.ts";
import { takeAccount } from "./take-account.ts";
import { testAccount } from "./test-account.ts";
import { createTickets } from "./tickets.ts";
import { readAccount, viewAccount } from "./view-account.ts";

type SignInMethod = "accounts.signIn" | "accounts.begin" | "accounts.finish";
type KeepMethod = "accounts.addManual" | "accounts.rename" | "accounts.setDefault";
type AccountMethod = "accounts.list" | "accounts.test" | "accounts.disconnect" | SignInMethod | KeepMethod;

export type AccountParts = Parts & {
  readonly secrets: Secrets;
  readonly publishers: ReplyPublishers;
  readonly doors: AccountDoors;
  /** What waited for an account may go on. */
  readonly nudgeOutbox: () => void;
};

const topics = ["accounts", "case", "approvals", "status"] as const;

/** Accounts of ours: connected ones that post by themselves, and manual ones with which people post. */
export function createAccounts(parts: AccountParts): Handlers<AccountMethod> {
  return {
    "accounts.list": async () => {
      const waiting = await countWaiting(parts.store.read);
      const accounts = await listAccounts(parts.store.read);
      return {
        accounts: await Promise.all(accounts.map((account) => viewAccount(parts, account, waiting))),
        keptIn: await parts.secrets.kind(),
      };
    },
    ...signInHandlers(parts),
    ...keepHandlers(parts),
    "accounts.test": (input, call) => testAccount(parts, input, call),
    "accounts.disconnect": (input, call) => disconnectAccount(parts, input, call),
  };
}

function signInHandlers(parts: AccountParts): Handlers<SignInMethod> {
  const tickets = createTickets(parts.clock);
  const { doors, ids, clock } = parts;
  return {
    "accounts.signIn": async (input, call) => {
      const { commandId, accountId, handle, password, allowPrivate, name } = input;
      const server = serverAddress(input.server, allowPrivate);
      const done = await signedInBefore(parts, "accounts.signIn", commandId);
      if (done) return { account: done, trouble: null };
      const told = await doors.bluesky.withPassword({ server, handle, password, allowPrivate });
      if (!told.ok) return { account: null, trouble: told.trouble.says };
      const target = { method: "accounts.signIn", kind: "bluesky", commandId, accountId, name, allowPrivate } as const;
      return { account: await keepSignIn(parts, { ...target, call }, told.value), trouble: null };
    },
    "accounts.begin": async ({ server: written, allowPrivate }) => {
      const server = serverAddress(written, allowPrivate);
      const told = await doors.mastodon.begin({ server, allowPrivate });
      if (!told.ok) return { begun: null, trouble: told.trouble.says };
      const ticket = ids.ulid(clock.now());
      tickets.keep(ticket, { server, allowPrivate, ticket: told.value.ticket });
      return { begun: { ticket, authorizeUrl: told.value.authorizeUrl }, trouble: null };
    },
    "accounts.finish": async ({ commandId, accountId, ticket, code, name }, call) => {
      const done = await signedInBefore(parts, "accounts.finish", commandId);
      if (done) return { account: done, trouble: null };
      const begun = tickets.read(ticket);
      if (!begun) throw new Refusal("ticket-gone");
      const told = await doors.mastodon.finish(begun.ticket, code);
      if (!told.ok) return { account: null, trouble: told.trouble.says };
      const { allowPrivate } = begun;
      const target = { method: "accounts.finish", kind: "mastodon", commandId, accountId, name, allowPrivate } as const;
      const account = await keepSignIn(parts, { ...target, call }, told.value);
      tickets.drop(ticket);
      return { account, trouble: null };
    },
  };
}

/** A command that comes twice signs in once. */
async function signedInBefore(parts: AccountParts, method: SignInMethod, commandId: string): Promise<Account | null> {
  const done = await answerBefore<{ readonly id: string }>(parts.store.read, { method, commandId });
  return done && readAccount(parts, done.id);
}

function keepHandlers(parts: AccountParts): Handlers<KeepMethod> {
  const change = async (
    { method, commandId, call }: { readonly method: KeepMethod; readonly commandId: string; readonly call: Call },
    work: (act: Act) => Promise<string>,
  ): Promise<Account> => {
    const { id } = await runCommand(parts, { call, method, commandId, topics }, async (act) => ({
      id: await work(act),
    }));
    return readAccount(parts, id);
  };
  return {
    "accounts.addManual": ({ commandId, network, name }, call) =>
      change({ method: "accounts.addManual", commandId, call }, async (act) => {
        const id = act.newId();
        const nobody = { server: null, handle: null, remoteId: null, allowPrivate: false, limits: null };
        await insertAccount(act.trx, { id, kind: "manual", network, name, ...nobody, at: act.at });
        await act.record({ kind: "account.connected", subjectId: id, payload: { name, handle: null, network } });
        return id;
      }),
    "accounts.rename": ({ commandId, id, version, name }, call) =>
      change({ method: "accounts.rename", commandId, call }, async (act) => {
        const account = await takeAccount(act.trx, { id, version });
        if (account.name === name) return id;
        await updateAccount(act.trx, account.rowId, { name });
        const payload = { name, was: account.name, isDefault: account.isDefault };
        await act.record({ kind: "account.changed", subjectId: id, payload });
        return id;
      }),
    "accounts.setDefault": ({ commandId, id, version, isDefault }, call) =>
      change({ method: "accounts.setDefault", commandId, call }, async (act) => {
        const account = await takeAccount(act.trx, { id, version });
        if (account.isDefault === isDefault) return id;
        await clearDefault(act.trx, account.network);
        await updateAccount(act.trx, account.rowId, { is_default: isDefault ? 1 : 0 });
        const payload = { name: account.name, was: account.name, isDefault };
        await act.record({ kind: "account.changed", subjectId: id, payload });
        return id;
      }),
  };
}
