import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import type { AccountDoor, ConnectedAccount, SignedIn, Told } from "../../ports/reply-publisher.ts";
import { createMastodonClient, postForm, sentValue } from "./client.ts";
import type { AccountSecret, MastodonClient, MastodonParts, Place } from "./client.ts";
import { Application, CredentialAccount, Instance, OauthServer, Token } from "./entities.ts";
import { readOwnServerFacts, readServerFacts } from "./instance.ts";
import { mastodonTrouble, readingTrouble, refusalOf } from "./trouble.ts";

/** The page shows a code instead of leading anywhere. */
const outOfBand = "urn:ietf:wg:oauth:2.0:oob";
/** What the desk does, and no more: who we are, posts, searches, mentions, who blocks us, and writing posts. */
const narrow = "read:accounts read:statuses read:search read:notifications read:follows write:statuses";
const middle = "read write:statuses";
/** For servers that give rights only as a whole. */
const whole = "read write";

/** From the page's opening until the code comes. */
const Ticket = z.object({
  server: z.string(),
  allowPrivate: z.boolean(),
  clientId: z.string(),
  clientSecret: z.string(),
  scopes: z.string(),
  verifier: z.string().nullable(),
});
type Ticket = z.infer<typeof Ticket>;

type Parts = MastodonParts & { readonly client: MastodonClient };

/** Lets a person connect an account of a server that speaks Mastodon's API. */
export function createMastodonDoor(given: MastodonParts): Pick<AccountDoor, "begin" | "finish" | "revoke"> {
  const parts = { ...given, client: createMastodonClient(given) };
  return {
    begin: (asked) => begin(parts, asked),
    finish: (ticket, code) => finish(parts, Ticket.parse(JSON.parse(ticket)), code),
    revoke: (account) => revoke(parts, account),
  };
}

async function begin(parts: Parts, place: Place): ReturnType<AccountDoor["begin"]> {
  const facts = await readServerFacts((path) => parts.client.askOpenly(place, path, Instance), place);
  // A web page where the description should be is no server of this network.
  if (!facts.ok && facts.trouble.says.code === "mastodon.unreadable")
    return mastodonTrouble("permanent", "not-mastodon", { params: { host: new URL(place.server).host } });
  const isClosed = !facts.ok && facts.trouble.class === "auth";
  if (!facts.ok && !isClosed) return facts;
  const told = await parts.client.askOpenly(place, "/.well-known/oauth-authorization-server", OauthServer);
  // Servers before Mastodon 4.3 say nothing of how they sign people in; some answer with a page.
  if (!told.ok && told.trouble.says.code !== "mastodon.unreadable" && told.trouble.class !== "permanent") return told;
  const oauth = (told.ok ? told.value : null) ?? {};
  const registered = await register(parts, place, scopesFor(oauth.scopes_supported ?? []));
  if (!registered.ok) return registered;
  const hasProof = oauth.code_challenge_methods_supported?.includes("S256") ?? false;
  const verifier = hasProof ? randomBytes(48).toString("base64url") : null;
  const { scopes, app } = registered.value;
  const ticket: Ticket = { ...place, clientId: app.client_id, clientSecret: app.client_secret, scopes, verifier };
  return { ok: true, value: { authorizeUrl: authorizeUrlOf(ticket), ticket: JSON.stringify(ticket) } };
}

const scopesFor = (offered: readonly string[]): readonly string[] =>
  narrow.split(" ").every((scope) => offered.includes(scope)) ? [narrow, middle, whole] : [middle, whole];

/** Registers this desk; a server that refuses the narrower rights is asked for wider ones. */
async function register(
  parts: Parts,
  place: Place,
  [scopes = whole, ...wider]: readonly string[],
): Promise<Told<{ readonly scopes: string; readonly app: z.infer<typeof Application> }>> {
  const form = { client_name: "Watchroom", redirect_uris: outOfBand, scopes };
  const answer = await postForm(parts, place, { path: "/api/v1/apps", form });
  const isRefused = answer.status === "ok" && (answer.httpStatus === 422 || answer.httpStatus === 400);
  if (isRefused && wider.length > 0) return register(parts, place, wider);
  const told = sentValue(answer, Application, parts.clock.now());
  if (told.ok) return { ok: true, value: { scopes, app: told.value } };
  // Nothing public is at stake: registering twice does no harm.
  return told.trouble.class === "unknown" ? { ok: false, trouble: { ...told.trouble, class: "retry" } } : told;
}

function authorizeUrlOf({ server, clientId, scopes, verifier }: Ticket): string {
  const url = new URL("/oauth/authorize", server);
  const challenge = verifier === null ? null : createHash("sha256").update(verifier).digest("base64url");
  const asked = {
    response_type: "code",
    client_id: clientId,
    redirect_uri: outOfBand,
    scope: scopes,
    ...(challenge !== null && { code_challenge: challenge, code_challenge_method: "S256" }),
  };
  url.search = new URLSearchParams(asked).toString();
  return url.href;
}

async function finish(parts: Parts, ticket: Ticket, code: string): Promise<Told<SignedIn>> {
  const { server, clientId, clientSecret, verifier } = ticket;
  const host = new URL(server).host;
  const form = {
    grant_type: "authorization_code",
    code: code.trim(),
    client_id: clientId,
    client_secret: clientSecret,
    redirect_uri: outOfBand,
    scope: ticket.scopes,
    ...(verifier !== null && { code_verifier: verifier }),
  };
  const answer = await postForm(parts, ticket, { path: "/oauth/token", form });
  const isRefused = answer.status === "ok" && (answer.httpStatus === 400 || answer.httpStatus === 401);
  if (isRefused) return mastodonTrouble("auth", "code-refused", { params: { host, words: refusalOf(answer) } });
  const token = sentValue(answer, Token, parts.clock.now());
  // The code may be used up: whoever hears of trouble here opens the page once more.
  if (!token.ok)
    return token.trouble.class === "unknown" ? mastodonTrouble("retry", "code-lost", { params: { host } }) : token;
  const secret: AccountSecret = { accessToken: token.value.access_token, clientId, clientSecret };
  const signedIn = await whoWeAre(parts, ticket, secret);
  // Nobody keeps a token that leads nowhere.
  if (!signedIn.ok) await sendRevoke(parts, ticket, secret);
  return signedIn;
}

async function whoWeAre(
  parts: Parts,
  { server, allowPrivate }: Ticket,
  secret: AccountSecret,
): Promise<Told<SignedIn>> {
  const kept = JSON.stringify(secret);
  // Asks with a secret that is not kept anywhere yet.
  const secrets = { ...parts.secrets, get: () => Promise.resolve(kept) };
  const client = createMastodonClient({ ...parts, secrets });
  const account: ConnectedAccount = { id: "", kind: "mastodon", server, handle: "", remoteId: "", allowPrivate };
  const told = await client.ask(account, "/api/v1/accounts/verify_credentials", { as: CredentialAccount });
  if (!told.ok) return told;
  const facts = await readOwnServerFacts(client, account);
  if (!facts.ok) return facts;
  const host = new URL(server).host;
  if (told.value === null) return mastodonTrouble("permanent", "not-mastodon", { params: { host } });
  const { id, username, display_name: name } = told.value;
  return {
    ok: true,
    value: {
      remoteId: id,
      handle: `${username}@${facts.value.domain ?? host}`,
      name: name?.trim() ? name.trim() : null,
      server,
      limits: facts.value.limits,
      secret: kept,
    },
  };
}

const sendRevoke = (parts: Parts, place: Place, { accessToken, clientId, clientSecret }: AccountSecret) =>
  postForm(parts, place, {
    path: "/oauth/revoke",
    form: { client_id: clientId, client_secret: clientSecret, token: accessToken },
  });

async function revoke(parts: Parts, account: ConnectedAccount): Promise<Told<null>> {
  const done = { ok: true, value: null } as const;
  const secret = await parts.client.secretOf(account);
  if (!secret.ok) return secret.trouble.says.code === "mastodon.secret-missing" ? done : secret;
  const answer = await sendRevoke(parts, account, secret.value);
  if (answer.status === "ok" && answer.httpStatus >= 200 && answer.httpStatus < 300) return done;
  // A server that refuses may have forgotten the token long ago: then it lets nobody in with it.
  const path = "/api/v1/accounts/verify_credentials";
  const told = await parts.client.ask(account, path, { as: CredentialAccount });
  if (!told.ok && told.trouble.says.code === "mastodon.auth") return done;
  if (answer.status !== "ok") return readingTrouble(answer, parts.clock.now());
  return mastodonTrouble("permanent", "not-revoked", { params: { host: new URL(account.server).host } });
}
