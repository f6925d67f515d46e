import { z } from "zod";
import type { Clock } from "../../ports/clock.ts";
import type { Http, HttpAnswer } from "../../ports/http.ts";
import { accountSecretName } from "../../ports/reply-publisher.ts";
import type { ConnectedAccount, Told } from "../../ports/reply-publisher.ts";
import type { Secrets } from "../../ports/secrets.ts";
import { jsonOf, mastodonTrouble, readingTrouble, sendingTrouble } from "./trouble.ts";

export type MastodonParts = {
  readonly http: Http;
  readonly secrets: Secrets;
  readonly clock: Clock;
  /** Milliseconds for one request. Default 20,000. */
  readonly timeoutMs?: number;
};

/** What is kept of a connected account in the Secrets port. */
export const AccountSecret = z.object({ accessToken: z.string(), clientId: z.string(), clientSecret: z.string() });
export type AccountSecret = z.infer<typeof AccountSecret>;

/** Where a request goes. */
export type Place = Pick<ConnectedAccount, "server" | "allowPrivate">;
type Query = Readonly<Record<string, string>>;

export type MastodonClient = {
  /** Asks as the account; null = there is nothing (404, 410), or nothing this account may see. */
  readonly ask: <Value>(
    account: ConnectedAccount,
    path: string,
    about: { readonly query?: Query; readonly as: z.ZodType<Value> },
  ) => Promise<Told<Value | null>>;
  /** Asks as nobody. */
  readonly askOpenly: <Value>(place: Place, path: string, as: z.ZodType<Value>) => Promise<Told<Value | null>>;
  /** Sends a form as the account; any answer is given back. */
  readonly send: (
    account: ConnectedAccount,
    path: string,
    about: { readonly form: Query; readonly headers?: Query },
  ) => Promise<Told<HttpAnswer>>;
  readonly secretOf: (account: ConnectedAccount) => Promise<Told<AccountSecret>>;
};

const maxBytes = 4_000_000;

export function createMastodonClient({ http, secrets, clock, timeoutMs = 20_000 }: MastodonParts): MastodonClient {
  const secretOf = (account: ConnectedAccount) => readSecret(secrets, account);

  async function get<Value>(
    { server, allowPrivate }: Place,
    path: string,
    { headers, as }: { headers: Query; as: z.ZodType<Value> },
  ): Promise<Told<Value | null>> {
    const url = `${server}${path}`;
    const accept = "application/json";
    const answer = await http.get({ url, headers, accept, allowPrivate, timeoutMs, maxBytes, anyStatus: true });
    if (answer.status !== "ok") return readingTrouble(answer, clock.now());
    if (answer.httpStatus === 404 || answer.httpStatus === 410) return { ok: true, value: null };
    if (answer.httpStatus < 200 || answer.httpStatus > 299) return readingTrouble(answer, clock.now());
    const read = as.safeParse(jsonOf(answer.body));
    if (read.success) return { ok: true, value: read.data };
    return mastodonTrouble("retry", "unreadable", { params: { host: new URL(url).host } });
  }

  return {
    secretOf,
    ask: async (account, path, { query = {}, as }) => {
      const secret = await secretOf(account);
      if (!secret.ok) return secret;
      const search = new URLSearchParams(query).toString();
      return get(account, search === "" ? path : `${path}?${search}`, { headers: bearer(secret.value), as });
    },
    askOpenly: (place, path, as) => get(place, path, { headers: {}, as }),
    send: async (account, path, { form, headers = {} }) => {
      const secret = await secretOf(account);
      if (!secret.ok) return secret;
      const all = { ...headers, ...bearer(secret.value) };
      return { ok: true, value: await postForm({ http, timeoutMs }, account, { path, form, headers: all }) };
    },
  };
}

const bearer = ({ accessToken }: AccountSecret): Query => ({ authorization: `Bearer ${accessToken}` });

/** One form to one path; no redirect is followed. */
export function postForm(
  { http, timeoutMs = 20_000 }: Pick<MastodonParts, "http" | "timeoutMs">,
  { server, allowPrivate }: Place,
  { path, form, headers = {} }: { readonly path: string; readonly form: Query; readonly headers?: Query },
): Promise<HttpAnswer> {
  return http.post({
    url: `${server}${path}`,
    headers: { ...headers, "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
    body: new URLSearchParams(form).toString(),
    ...{ allowPrivate, timeoutMs, maxBytes },
  });
}

/** A good answer's content, or what went wrong with what was sent. */
export function sentValue<Value>(answer: HttpAnswer, as: z.ZodType<Value>, nowMs: number): Told<Value> {
  if (answer.status !== "ok" || answer.httpStatus < 200 || answer.httpStatus > 299)
    return sendingTrouble(answer, nowMs);
  const read = as.safeParse(jsonOf(answer.body));
  if (read.success) return { ok: true, value: read.data };
  return mastodonTrouble("unknown", "unreadable", { params: { host: URL.parse(answer.url)?.host ?? "" } });
}

async function readSecret(secrets: Secrets, { id, server }: ConnectedAccount): Promise<Told<AccountSecret>> {
  const about = { params: { host: URL.parse(server)?.host ?? "" } };
  let kept: string | null;
  try {
    kept = await secrets.get(accountSecretName(id));
  } catch {
    // A keyring that is locked throws; a person can unlock it.
    return mastodonTrouble("auth", "keyring-locked", about);
  }
  if (kept === null) return mastodonTrouble("auth", "secret-missing", about);
  const read = AccountSecret.safeParse(jsonOf(new TextEncoder().encode(kept)));
  return read.success ? { ok: true, value: read.data } : mastodonTrouble("auth", "secret-missing", about);
}
