import { z } from "zod";
import type { AccountDoors, NetworkTrouble, SignedIn, Told } from "../../ports/reply-publisher.ts";
import type { BlueskyParts } from "./bluesky-publisher.ts";
import { limitsOfBluesky } from "./limits.ts";
import { createSession, deleteSession, homeOf, opensWholeAccount } from "./server-session.ts";
import type { ServerSession } from "./server-session.ts";
import { readSessionSecret } from "./session-secret.ts";
import type { SessionSecret } from "./session-secret.ts";
import { says } from "./trouble.ts";
import { createXrpc } from "./xrpc.ts";
import type { Xrpc } from "./xrpc.ts";

type Given = Parameters<AccountDoors["bluesky"]["withPassword"]>[0];
type Way = { readonly xrpc: Xrpc; readonly origin: string; readonly allowPrivate: boolean };

/**
 * Connects an account by an app password. The password of the account itself is refused: it opens far more than posting.
 * Taking our right away ends our session; the app password itself can be deleted only by its owner, on the network's page.
 */
export function createBlueskyDoor({ http, secrets, clock }: BlueskyParts): AccountDoors["bluesky"] {
  const xrpc = createXrpc({ http, clock });
  return {
    withPassword: async (given) => {
      const origin = originOf(given.server);
      if (origin === null) return refuse("permanent", "server-bad");
      return signIn({ xrpc, origin, allowPrivate: given.allowPrivate }, given);
    },
    revoke: async ({ id, server, allowPrivate }) => {
      const secret = await readSessionSecret(secrets, id);
      if (!secret?.refreshJwt) return { ok: true, value: null };
      return deleteSession({ xrpc, to: { origin: server, allowPrivate } }, secret.refreshJwt);
    },
  };
}

async function signIn(way: Way, { handle, password }: Given): Promise<Told<SignedIn>> {
  const ask = { xrpc: way.xrpc, to: { origin: way.origin, allowPrivate: way.allowPrivate } };
  const identifier = await wholeHandle(way, handle);
  if (!identifier.ok) return identifier;
  const created = await createSession(ask, { identifier: identifier.value, password: password.trim() });
  if (!created.ok) return created;
  const session = created.value;
  if (opensWholeAccount(session)) {
    await deleteSession(ask, session.refreshJwt);
    return refuse("auth", "app-password-needed");
  }
  const { name, hasView } = await readName(way, session);
  const secret: SessionSecret = { password: password.trim(), refreshJwt: session.refreshJwt, hasView };
  return {
    ok: true,
    value: {
      remoteId: session.did,
      handle: session.handle,
      name,
      server: way.origin,
      limits: limitsOfBluesky,
      secret: JSON.stringify(secret),
    },
  };
}

function refuse(kind: NetworkTrouble["class"], code: string): { ok: false; trouble: NetworkTrouble } {
  return { ok: false, trouble: { class: kind, says: says(code) } };
}

/** "social.example" and "https://social.example/" are one server. */
function originOf(server: string): string | null {
  const written = server.trim();
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(written) ? written : `https://${written}`);
  const isWeb = url !== null && /^https?:$/.test(url.protocol) && url.hostname !== "" && !url.username && !url.password;
  return isWeb ? url.origin : null;
}

/** A name without a dot belongs to the server's own domain, as on its sign-in page. */
async function wholeHandle({ xrpc, origin, allowPrivate }: Way, written: string): Promise<Told<string>> {
  const handle = written.trim().replace(/^@/, "");
  if (handle === "") return refuse("auth", "password-refused");
  if (/[.:@]/.test(handle)) return { ok: true, value: handle.startsWith("did:") ? handle : handle.toLowerCase() };
  const answer = await xrpc({ method: "com.atproto.server.describeServer", params: {} }, { origin, allowPrivate });
  const read = z.object({ availableUserDomains: z.array(z.string()) }).safeParse(answer.kind === "good" && answer.body);
  return { ok: true, value: `${handle}${read.data?.availableUserDomains[0] ?? ""}`.toLowerCase() };
}

/** The name to show; whether the network as a whole answers is seen on the way. Neither keeps anybody out. */
async function readName(
  { xrpc, origin, allowPrivate }: Way,
  session: ServerSession,
): Promise<{ readonly name: string | null; readonly hasView: boolean }> {
  const to = { origin: homeOf(session, origin), allowPrivate, token: session.accessJwt };
  const shown = await xrpc({ method: "app.bsky.actor.getProfile", params: { actor: session.did } }, to);
  const nameIn = (body: unknown) => z.object({ displayName: z.string() }).safeParse(body).data?.displayName || null;
  if (shown.kind === "good") return { name: nameIn(shown.body), hasView: true };
  const params = { repo: session.did, collection: "app.bsky.actor.profile", rkey: "self" };
  const own = await xrpc({ method: "com.atproto.repo.getRecord", params }, to);
  const record = z.object({ value: z.unknown() }).safeParse(own.kind === "good" && own.body);
  return { name: nameIn(record.data?.value), hasView: false };
}
