import type { Topic } from "../contract/changes.ts";
import type { Clock } from "../ports/clock.ts";
import type { Ids } from "../ports/ids.ts";
import type { Logger } from "../ports/logger.ts";
import type { Store } from "./store/open.ts";

/** What every use case works with. Nouns that need more (net, secrets, models) ask for it beside this. */
export type Parts = {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
  /** Says to every page what went out of date. Only after the commit that made it so. */
  readonly changed: (...topics: readonly Topic[]) => void;
};
