import type { Topic } from "../contract/changes.ts";
import type { Clock } from "../ports/clock.ts";
import type { Ids } from "../ports/ids.ts";
import type { Logger } from "../ports/logger.ts";
import type { Actor, NewEvent } from "../domain/events.ts";
import type { Store, Trx } from "./store/open.ts";

/** What every use case works with. Nouns that need more (net, secrets, models) ask for it beside this. */
export type Parts = {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
  /** Says to every page what went out of date. Only after the commit that made it so. */
  readonly changed: (...topics: readonly Topic[]) => void;
  /**
   * Looks at what an act wrote into the log, before its commit, and adds what follows from it: `inside` answers whether
   * anything did, and then `after` is called behind the commit. Without it nothing follows.
   */
  readonly follow?: {
    readonly inside: (act: FollowedAct, events: readonly NewEvent[]) => Promise<boolean>;
    readonly after: () => void;
  };
};

/** What is known of the act that is followed. */
export type FollowedAct = {
  readonly trx: Trx;
  readonly at: number;
  readonly actor: Actor;
  readonly batchId: string;
  readonly newId: () => string;
  readonly record: (...events: readonly NewEvent[]) => Promise<void>;
};
