import type { AccountLimits, ConnectedAccount, Told } from "../../ports/reply-publisher.ts";
import type { MastodonClient, Place } from "./client.ts";
import { Instance } from "./entities.ts";
import { mastodonTrouble } from "./trouble.ts";

/** What a server says of itself. */
export type ServerFacts = {
  /** The host behind its accounts' names, which need not be the host that is asked. */
  readonly domain: string | null;
  readonly limits: AccountLimits;
};

/** Reads /api/v2/instance, on older servers v1. Servers that keep to themselves tell it only to those who are signed in. */
export async function readServerFacts(
  ask: (path: string) => Promise<Told<Instance | null>>,
  { server }: Place,
): Promise<Told<ServerFacts>> {
  for (const path of ["/api/v2/instance", "/api/v1/instance"]) {
    const told = await ask(path);
    if (!told.ok) return told;
    if (told.value !== null) return { ok: true, value: factsOf(told.value) };
  }
  return mastodonTrouble("permanent", "not-mastodon", { params: { host: new URL(server).host } });
}

/** The same as somebody who is signed in. */
export function readOwnServerFacts(client: MastodonClient, account: ConnectedAccount): Promise<Told<ServerFacts>> {
  return readServerFacts((path) => client.ask(account, path, { as: Instance }), account);
}

function factsOf({ domain, uri, configuration, max_toot_chars: oldLimit }: Instance): ServerFacts {
  const statuses = configuration?.statuses;
  return {
    domain: domain ?? (uri ? (URL.parse(uri)?.host ?? uri) : null),
    limits: {
      maxCharacters: statuses?.max_characters ?? oldLimit ?? null,
      maxBytes: null,
      charactersPerLink: statuses?.characters_reserved_per_url ?? null,
    },
  };
}
