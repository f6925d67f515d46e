import { createHash } from "node:crypto";
import { json, page, refused, signedIn } from "./answers.ts";
import type { Answer, Route } from "./answers.ts";
import { accountEntity } from "./entities.ts";
import { accountOf, drawSecret } from "./state.ts";
import type { ServerState } from "./state.ts";
import type { SeenRequest } from "./switches.ts";

const outOfBand = "urn:ietf:wg:oauth:2.0:oob";
const coarse = ["read", "write", "follow", "push", "profile"];
const fine = ["read:accounts", "read:follows", "read:notifications", "read:search", "read:statuses", "write:statuses"];
const allScopes: readonly string[] = [...coarse, ...fine];

/** How a client is registered and a person lets it in. */
export function oauthRoutes(state: ServerState): readonly Route[] {
  return [
    {
      method: "GET",
      path: /^\/\.well-known\/oauth-authorization-server$/,
      answer: () => (state.switches.tellsOauth ? json(oauthMetadata(state)) : page("Not here", 404)),
    },
    { method: "POST", path: /^\/api\/v1\/apps$/, answer: (request) => register(state, request) },
    {
      method: "GET",
      path: /^\/oauth\/authorize$/,
      answer: ({ query }) => page(`<form method="post"><p>${query["scope"]}</p><button>Authorize</button></form>`),
    },
    { method: "POST", path: /^\/oauth\/token$/, answer: (request) => exchange(state, request) },
    { method: "POST", path: /^\/oauth\/revoke$/, answer: (request) => revoke(state, request) },
    {
      method: "GET",
      path: /^\/api\/v1\/accounts\/verify_credentials$/,
      answer: signedIn(state, "read:accounts", ({ account }) => json(accountEntity(state, account))),
    },
  ];
}

function oauthMetadata({ url }: ServerState): Record<string, unknown> {
  return {
    issuer: `${url}/`,
    authorization_endpoint: `${url}/oauth/authorize`,
    token_endpoint: `${url}/oauth/token`,
    app_registration_endpoint: `${url}/api/v1/apps`,
    revocation_endpoint: `${url}/oauth/revoke`,
    scopes_supported: allScopes,
    response_types_supported: ["code"],
    grant_types_supported: ["authorization_code", "client_credentials"],
    code_challenge_methods_supported: ["S256"],
  };
}

function register(state: ServerState, { body }: SeenRequest): Answer {
  const scopes = (body["scopes"] ?? "read").split(" ");
  const known = state.switches.scopes === "fine" ? allScopes : coarse;
  if (!body["client_name"]) return refused(422, "Validation failed: Application name can't be blank");
  if (!scopes.every((scope) => known.includes(scope)))
    return refused(422, "Validation failed: Scopes doesn't match configured on the server.");
  const app = {
    clientId: drawSecret(),
    clientSecret: drawSecret(),
    name: body["client_name"],
    redirectUri: body["redirect_uris"] ?? "",
    scopes,
  };
  state.apps.push(app);
  const { clientId: client_id, clientSecret: client_secret, name, redirectUri: redirect_uri } = app;
  return json({ id: String(state.apps.length), name, website: null, redirect_uri, client_id, client_secret, scopes });
}

/** What a person does on the page: lets the client in and copies the code that is shown. Throws where the page would say no. */
export function letIn(state: ServerState, authorizeUrl: string, username: string): string {
  const asked = new URL(authorizeUrl);
  const get = (name: string) => asked.searchParams.get(name) ?? "";
  const app = state.apps.find(({ clientId }) => clientId === get("client_id"));
  if (asked.origin !== state.url || asked.pathname !== "/oauth/authorize") throw new Error("not this server's page");
  if (!app || get("response_type") !== "code") throw new Error("unknown client or response type");
  if (get("redirect_uri") !== outOfBand || app.redirectUri !== outOfBand) throw new Error("redirect not registered");
  const scopes = get("scope").split(" ");
  if (!scopes.every((scope) => app.scopes.includes(scope))) throw new Error("scope not registered");
  const challenge = asked.searchParams.get("code_challenge");
  if (challenge !== null && get("code_challenge_method") !== "S256") throw new Error("unknown challenge method");
  const code = drawSecret();
  state.codes.push({ code, clientId: app.clientId, account: accountOf(state, username), scopes, challenge });
  return code;
}

function exchange(state: ServerState, { body }: SeenRequest): Answer {
  const app = state.apps.find(({ clientId }) => clientId === body["client_id"]);
  if (!app || app.clientSecret !== body["client_secret"])
    return refused(401, "invalid_client", "Client authentication failed due to unknown client.");
  const at = state.codes.findIndex(({ code }) => code === body["code"]);
  const found = state.codes[at];
  const verifier = body["code_verifier"];
  const answers = verifier === undefined ? null : createHash("sha256").update(verifier).digest("base64url");
  const isGood = found?.clientId === app.clientId && found.challenge === answers && body["redirect_uri"] === outOfBand;
  if (!found || !isGood || body["grant_type"] !== "authorization_code")
    return refused(400, "invalid_grant", "The provided authorization grant is invalid, expired or revoked.");
  state.codes.splice(at, 1);
  const token = { token: drawSecret(), clientId: app.clientId, account: found.account, scopes: found.scopes };
  state.tokens.push(token);
  const created_at = Math.floor(state.now() / 1000);
  return json({ access_token: token.token, token_type: "Bearer", scope: found.scopes.join(" "), created_at });
}

function revoke(state: ServerState, { body }: SeenRequest): Answer {
  const app = state.apps.find(({ clientId }) => clientId === body["client_id"]);
  const at = state.tokens.findIndex(({ token }) => token === body["token"]);
  if (!app || app.clientSecret !== body["client_secret"])
    return refused(403, "unauthorized_client", "You are not authorized to revoke this token");
  if (at !== -1 && state.tokens[at]?.clientId !== app.clientId)
    return refused(403, "unauthorized_client", "You are not authorized to revoke this token");
  if (at !== -1) state.tokens.splice(at, 1);
  return json({});
}
