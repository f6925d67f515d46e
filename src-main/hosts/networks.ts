import { createBlueskyDoor } from "../adapters/bluesky/bluesky-door.ts";
import { createBlueskyPublisher } from "../adapters/bluesky/bluesky-publisher.ts";
import { createMastodonDoor } from "../adapters/mastodon/mastodon-door.ts";
import { createMastodonPublisher } from "../adapters/mastodon/mastodon-publisher.ts";
import type { Clock } from "../ports/clock.ts";
import type { Http } from "../ports/http.ts";
import type { Ids } from "../ports/ids.ts";
import type { AccountDoors, ReplyPublishers } from "../ports/reply-publisher.ts";
import type { Secrets } from "../ports/secrets.ts";

type Around = { readonly http: Http; readonly secrets: Secrets; readonly clock: Clock; readonly ids: Ids };

export type Networks = { readonly publishers: ReplyPublishers; readonly accountDoors: AccountDoors };

/** The networks on which the desk posts by itself, over the given line and keyring. */
export function createNetworks(around: Around): Networks {
  return {
    publishers: { bluesky: createBlueskyPublisher(around), mastodon: createMastodonPublisher(around) },
    accountDoors: { bluesky: createBlueskyDoor(around), mastodon: createMastodonDoor(around) },
  };
}
