import type { Http } from "../../ports/http.ts";
import type { ConnectedAccount, Told } from "../../ports/reply-publisher.ts";
import type { MastodonClient } from "./client.ts";
import { Found, Status } from "./entities.ts";
import type { KnownNames } from "./known-names.ts";
import { mastodonTrouble, readingTrouble } from "./trouble.ts";

export type FindParts = {
  readonly client: MastodonClient;
  readonly names: KnownNames;
  readonly http: Http;
  readonly now: () => number;
};

/** A post of the network: where people see it, and what its source named it. One of them may be missing. */
export type Sought = { readonly url: string | null; readonly name: string | null };

/**
 * Finds a post on the account's own server, which looks it up on the others. Null = it was taken away, or its author
 * lets us not see it; that a server of another house cannot be reached by ours is trouble, not an absence.
 */
export async function findPost(
  parts: FindParts,
  account: ConnectedAccount,
  sought: Sought,
): Promise<Told<Status | null>> {
  const addresses = [...new Set([sought.name, sought.url])].flatMap((address) => readAddress(address) ?? []);
  const byId = await findById(parts, account, { sought, addresses });
  if (!byId.ok || byId.value !== null) return byId;
  for (const { href } of addresses) {
    const query = { q: href, type: "statuses", resolve: "true", limit: "5" };
    const told = await parts.client.ask(account, "/api/v2/search", { query, as: Found });
    if (!told.ok) return told;
    // Some servers take an address for words and find those who quote it.
    const found = told.value?.statuses.find((status) => addresses.some((address) => isOf(status, address)));
    if (found) {
      parts.names.remember(account, found);
      return { ok: true, value: found };
    }
  }
  const isOurs = addresses.some(({ origin }) => origin === account.server);
  return isOurs ? { ok: true, value: null } : lookThere(parts, account, addresses);
}

function readAddress(text: string | null): URL | null {
  const url = text === null ? null : URL.parse(text.trim());
  if (!url || (url.protocol !== "https:" && url.protocol !== "http:") || url.username || url.password) return null;
  url.hash = "";
  return url;
}

const lastPart = ({ pathname }: URL): string => decodeURIComponent(pathname.split("/").findLast(Boolean) ?? "");

/** An address of our own server ends in its id there; of others the id may be remembered. */
async function findById(
  { client, names }: FindParts,
  account: ConnectedAccount,
  { sought, addresses }: { sought: Sought; addresses: readonly URL[] },
): Promise<Told<Status | null>> {
  const own = addresses.find(({ origin }) => origin === account.server);
  const id = names.localIdOf(account, sought.name ?? "") ?? (own ? lastPart(own) : null);
  if (!id || id.startsWith("@")) return { ok: true, value: null };
  const told = await client.ask(account, `/api/v1/statuses/${encodeURIComponent(id)}`, { as: Status });
  if (!told.ok || told.value === null) return told;
  const { value } = told;
  return { ok: true, value: addresses.some((address) => isOf(value, address)) ? value : null };
}

/** The same address, the same id on the same server, or a third server's page of it (`/@ann@far.example/123`). */
function isOf({ uri, url, account: { acct } }: Status, address: URL): boolean {
  const own = [uri, url ?? null].flatMap((text) => readAddress(text) ?? []);
  const isSame = own.some(
    (mine) =>
      withoutSlash(mine.href) === withoutSlash(address.href) ||
      (mine.host === address.host && lastPart(mine) === lastPart(address)),
  );
  return isSame || address.pathname.toLowerCase().startsWith(`/@${acct.toLowerCase()}/`);
}

const withoutSlash = (href: string): string => href.replace(/\/$/, "");

/** Our server finds nothing: whether the post is gone, its own page says. */
async function lookThere(
  { http, now }: FindParts,
  { server, allowPrivate }: ConnectedAccount,
  addresses: readonly URL[],
): Promise<Told<null>> {
  const page = addresses.at(-1);
  const params = { host: new URL(server).host };
  if (!page) return mastodonTrouble("permanent", "no-address", { params });
  // The consent to reach into the private network is for the account's server alone.
  const mayGoInside = allowPrivate && page.host === new URL(server).host;
  const answer = await http.get({ url: page.href, allowPrivate: mayGoInside, accept: "text/html", anyStatus: true });
  if (answer.status === "failed" && answer.httpStatus === undefined) return readingTrouble(answer, now());
  if (answer.httpStatus === 404 || answer.httpStatus === 410) return { ok: true, value: null };
  return mastodonTrouble("permanent", "not-found-here", { params: { ...params, other: page.host } });
}
