import type { AccountLimits, Told } from "../../ports/reply-publisher.ts";
import type { MastodonClient, Place } from "./client.ts";
import { Instance } from "./entities.ts";
import { mastodonTrouble } from "./trouble.ts";

/** What a server says of itself. */
export type ServerFacts = {
  /** The host behind its accounts' names, which need not be the host that is asked. */
  readonly domain: string | null;
  readonly limits: AccountLimits;
};

/** Reads /api/v2/instance, on older servers v1. */
export async function readServerFacts(client: MastodonClient, place: Place): Promise<Told<ServerFacts>> {
  for (const path of ["/api/v2/instance", "/api/v1/instance"]) {
    const told = await client.askOpenly(place, path, Instance);
    if (!told.ok) return told;
    if (told.value !== null) return { ok: true, value: factsOf(told.value) };
  }
  return mastodonTrouble("permanent", "not-mastodon", { params: { host: new URL(place.server).host } });
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
