import { z } from "zod";
import type { Told } from "../../ports/reply-publisher.ts";
import { says, troubleOf } from "./trouble.ts";
import type { XrpcTrouble } from "./trouble.ts";
import type { Xrpc, XrpcTo } from "./xrpc.ts";

const Service = z.object({ id: z.string(), serviceEndpoint: z.string() });
const ServerSession = z.object({
  accessJwt: z.string().min(1),
  refreshJwt: z.string().min(1),
  handle: z.string(),
  did: z.string().startsWith("did:"),
  didDoc: z
    .object({ service: z.array(z.unknown()) })
    .optional()
    .catch(undefined),
  active: z.boolean().optional(),
});
export type ServerSession = z.infer<typeof ServerSession>;

/** How a server was asked for a session. */
type Ask = { readonly xrpc: Xrpc; readonly to: Omit<XrpcTo, "token"> };

/** Signs in. Servers let in 30 sign-ins in 5 minutes and 300 a day (bsky.social is said to allow fewer). */
export async function createSession(
  { xrpc, to }: Ask,
  { identifier, password }: { readonly identifier: string; readonly password: string },
): Promise<Told<ServerSession>> {
  const answer = await xrpc({ method: "com.atproto.server.createSession", body: { identifier, password } }, to);
  if (answer.kind === "good") return readSession(answer.body);
  if (answer.kind === "refused" && answer.error === "AuthFactorTokenRequired")
    return { ok: false, trouble: { class: "auth", says: says("second-factor") } };
  return { ok: false, trouble: troubleOf(answer, { writes: false }) };
}

/** `spent`: the token serves no longer (its password was taken back, or 90 days went by). */
export async function refreshSession({ xrpc, to }: Ask, refreshJwt: string): Promise<Told<ServerSession> | "spent"> {
  const answer = await xrpc({ method: "com.atproto.server.refreshSession" }, { ...to, token: refreshJwt });
  if (answer.kind === "good") return readSession(answer.body);
  if (isBadToken(answer)) return "spent";
  return { ok: false, trouble: troubleOf(answer, { writes: false }) };
}

/** Takes a refresh token back. A token that serves no longer is no trouble. */
export async function deleteSession({ xrpc, to }: Ask, refreshJwt: string): Promise<Told<null>> {
  const answer = await xrpc({ method: "com.atproto.server.deleteSession" }, { ...to, token: refreshJwt });
  if (answer.kind === "good" || isBadToken(answer)) return { ok: true, value: null };
  return { ok: false, trouble: troubleOf(answer, { writes: false }) };
}

/** An access token that has run out, or is none. A server that wants none at all (AuthMissing) says something else. */
export function isBadToken(answer: XrpcTrouble): boolean {
  if (answer.kind !== "refused" || answer.error === "AuthMissing" || answer.error.startsWith("Account")) return false;
  return answer.error === "ExpiredToken" || answer.error === "InvalidToken" || answer.status === 401;
}

function readSession(body: unknown): Told<ServerSession> {
  const read = ServerSession.safeParse(body);
  if (!read.success) return { ok: false, trouble: { class: "permanent", says: says("not-a-server", { status: 200 }) } };
  if (read.data.active === false) return { ok: false, trouble: { class: "permanent", says: says("account-shut") } };
  return { ok: true, value: read.data };
}

/**
 * The server that holds the account, which may be another than the one that signs it in (bsky.social is an entrance).
 * Never an insecure one where the account's own address is secure.
 */
export function homeOf({ didDoc }: ServerSession, server: string): string {
  for (const entry of didDoc?.service ?? []) {
    const service = Service.safeParse(entry);
    if (!service.success || !service.data.id.endsWith("#atproto_pds")) continue;
    const url = URL.parse(service.data.serviceEndpoint);
    if (url?.protocol === "https:" || (url?.protocol === "http:" && server.startsWith("http:"))) return url.origin;
  }
  return server;
}

/** Whether a token opens the whole account. One of an app password does not. Tokens of other makes say nothing. */
export function opensWholeAccount({ accessJwt }: ServerSession): boolean {
  const claims = Buffer.from(accessJwt.split(".")[1] ?? "", "base64url").toString("utf8");
  return /"scope"\s*:\s*"com\.atproto\.access"/.test(claims);
}
