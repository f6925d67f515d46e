import type { Clock } from "../../ports/clock.ts";
import type { ConnectedAccount, NetworkTrouble, Told } from "../../ports/reply-publisher.ts";
import type { Secrets } from "../../ports/secrets.ts";
import { createSession, homeOf, refreshSession } from "./server-session.ts";
import type { ServerSession } from "./server-session.ts";
import { readSessionSecret, writeSessionSecret } from "./session-secret.ts";
import type { SessionSecret } from "./session-secret.ts";
import { says } from "./trouble.ts";
import type { Xrpc } from "./xrpc.ts";

export type SessionParts = { readonly xrpc: Xrpc; readonly secrets: Secrets; readonly clock: Clock };

/** Where the account lives, and the token that opens it there for about two hours. */
export type OpenSession = { readonly accessJwt: string; readonly origin: string };

type Refused = { readonly password: string; readonly until: number; readonly trouble: NetworkTrouble };

/** A refused password is not tried again for this long, unless it was changed: sign-ins are limited. */
const refusedRestMs = 10 * 60_000;

/** Opens sessions: by the refresh token as long as it serves, else by the app password; the new token goes into the keyring. */
export function createSessionOpener({ xrpc, secrets, clock }: SessionParts) {
  const refusedOf = new Map<string, Refused>();

  const signIn = async (account: ConnectedAccount, { password, refreshJwt }: SessionSecret) => {
    const how = { xrpc, to: { origin: account.server, allowPrivate: account.allowPrivate } };
    const refreshed = refreshJwt ? await refreshSession(how, refreshJwt) : "spent";
    if (refreshed !== "spent") return refreshed;
    const refused = refusedOf.get(account.id);
    if (refused?.password === password && refused.until > clock.monotonic())
      return { ok: false as const, trouble: refused.trouble };
    const created: Told<ServerSession> = await createSession(how, { identifier: account.remoteId, password });
    if (!created.ok && created.trouble.class === "auth")
      refusedOf.set(account.id, { password, until: clock.monotonic() + refusedRestMs, trouble: created.trouble });
    return created;
  };

  return async (account: ConnectedAccount): Promise<Told<OpenSession>> => {
    const secret = await readSessionSecret(secrets, account.id).catch(() => "locked" as const);
    // A keyring that is locked throws; a person can unlock it.
    if (secret === "locked") return { ok: false, trouble: { class: "auth", says: says("keyring-locked") } };
    if (!secret) return { ok: false, trouble: { class: "auth", says: says("secret-missing") } };
    const signed = await signIn(account, secret);
    if (!signed.ok) return signed;
    const { did, handle, accessJwt, refreshJwt } = signed.value;
    if (did !== account.remoteId)
      return { ok: false, trouble: { class: "auth", says: says("another-account", { handle }) } };
    // Where it cannot be kept the session serves all the same, and the next one begins with the password.
    await writeSessionSecret(secrets, account.id, { ...secret, refreshJwt }).catch(() => {});
    return { ok: true, value: { accessJwt, origin: homeOf(signed.value, account.server) } };
  };
}
