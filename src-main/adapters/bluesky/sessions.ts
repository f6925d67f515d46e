import type { ConnectedAccount, NetworkTrouble, Told } from "../../ports/reply-publisher.ts";
import { createSessionOpener } from "./open-session.ts";
import type { OpenSession, SessionParts } from "./open-session.ts";
import { isBadToken } from "./server-session.ts";
import { readSessionSecret, writeSessionSecret } from "./session-secret.ts";
import type { XrpcAnswer, XrpcCall } from "./xrpc.ts";

/** `shut`: nothing was asked, because the account could not be opened. */
export type SessionAnswer = XrpcAnswer | { readonly kind: "shut"; readonly trouble: NetworkTrouble };

export type Sessions = {
  /** Calls the account's own server as the account; signs in when it must. */
  readonly ask: (account: ConnectedAccount, call: XrpcCall) => Promise<SessionAnswer>;
  /** Opens a session anew, whatever is open: an access token serves for two hours after its password was taken back. */
  readonly openAnew: (account: ConnectedAccount) => Promise<Told<null>>;
  /** Whether the server has ever answered for the whole network. */
  readonly hasView: (account: ConnectedAccount) => Promise<boolean>;
  readonly noteView: (account: ConnectedAccount) => Promise<void>;
};

/** Sessions of all accounts: access tokens in memory, refresh tokens with the app password in the keyring. */
export function createSessions(parts: SessionParts): Sessions {
  const { xrpc, secrets } = parts;
  const openSession = createSessionOpener(parts);
  const openOf = new Map<string, OpenSession>();
  const opening = new Map<string, Promise<Told<OpenSession>>>();
  const seenView = new Set<string>();

  const open = async (account: ConnectedAccount): Promise<Told<OpenSession>> => {
    const opened = await openSession(account);
    if (opened.ok) openOf.set(account.id, opened.value);
    else openOf.delete(account.id);
    return opened;
  };

  // Two calls that find the token run out open one session; one that comes late finds it open.
  const openInstead = (account: ConnectedAccount, spent: OpenSession | null): Promise<Told<OpenSession>> => {
    const current = openOf.get(account.id);
    if (current && current !== spent) return Promise.resolve({ ok: true, value: current });
    const running = opening.get(account.id) ?? open(account).finally(() => opening.delete(account.id));
    opening.set(account.id, running);
    return running;
  };

  // A keyring that was locked since: what is only remembered there must not break what goes well without it.
  const keptOf = (id: string) => readSessionSecret(secrets, id).catch(() => null);

  const askAs = ({ allowPrivate }: ConnectedAccount, call: XrpcCall, { origin, accessJwt }: OpenSession) =>
    xrpc(call, { origin, allowPrivate, token: accessJwt });

  const ask = async (account: ConnectedAccount, call: XrpcCall): Promise<SessionAnswer> => {
    const first = await openInstead(account, null);
    if (!first.ok) return { kind: "shut", trouble: first.trouble };
    const answer = await askAs(account, call, first.value);
    if (answer.kind === "good" || !isBadToken(answer)) return answer;
    const second = await openInstead(account, first.value);
    return second.ok ? askAs(account, call, second.value) : { kind: "shut", trouble: second.trouble };
  };

  const openAnew = async (account: ConnectedAccount): Promise<Told<null>> => {
    const opened = await openInstead(account, openOf.get(account.id) ?? null);
    return opened.ok ? { ok: true, value: null } : opened;
  };

  return {
    ask,
    openAnew,
    hasView: async ({ id }) => seenView.has(id) || ((await keptOf(id))?.hasView ?? false),
    noteView: async ({ id }) => {
      if (seenView.has(id)) return;
      seenView.add(id);
      const secret = await keptOf(id);
      if (secret && !secret.hasView)
        await writeSessionSecret(secrets, id, { ...secret, hasView: true }).catch(() => {});
    },
  };
}
