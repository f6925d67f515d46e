import type { SourceState } from "../contract/methods/sources.ts";
import type { Http } from "../ports/http.ts";
import type { ReplyPublishers } from "../ports/reply-publisher.ts";
import type { Secrets } from "../ports/secrets.ts";
import type { Handlers } from "./handlers.ts";
import { createThreadReader } from "./conversations/thread-reader.ts";
import { createRetention } from "./mentions/retention.ts";
import type { NetworkState } from "./network-state.ts";
import type { ReadDeskModels } from "./learning/desk-models.ts";
import type { Parts } from "./parts.ts";
import { createRules, type RuleMethod } from "./rules/index.ts";
import { createRuleWorker } from "./rules/rule-work.ts";
import type { FeedParser } from "./sources/feed/feed-parser.ts";
import { createDiscovery } from "./sources/discover/index.ts";
import { createOpml } from "./sources/opml/index.ts";
import { createSources } from "./sources/index.ts";
import { createNetworkWatch } from "./sources/network.ts";
import { createPoller } from "./sources/poller.ts";
import { createScheduler } from "./sources/scheduler.ts";
import { createSourceCounter } from "./sources/source-counter.ts";
import { sourceStates } from "./sources/source-rows.ts";
import { createUnderstandings } from "./sources/understanding.ts";
import type { Understanding } from "./sources/understanding.ts";
import type { Db } from "./store/open.ts";
import { createWatches, type WatchMethod } from "./watches/index.ts";
import { createOverrun } from "./overrun.ts";
import { switchRuleOff } from "./rules/switch-off.ts";
import { switchWatchOff } from "./watches/switch-off.ts";
import { createRematcher } from "./watches/rematch-job.ts";

export type IntakeParts = Parts & {
  readonly http: Http;
  readonly secrets: Secrets;
  readonly publishers: ReplyPublishers;
  readonly feeds: Pick<FeedParser, "parse">;
  readonly deskModels: ReadDeskModels;
};

type IntakeMethod =
  | "sources.list"
  | "sources.discover"
  | "sources.templates"
  | "sources.add"
  | "sources.addAccount"
  | "sources.update"
  | "sources.remove"
  | "sources.poll"
  | "sources.fetches"
  | "sources.settings"
  | "sources.wouldPurge"
  | "sources.previewOpml"
  | "sources.checkOpml"
  | "sources.importOpml"
  | "sources.undoOpml"
  | "sources.exportOpml"
  | WatchMethod
  | RuleMethod;

export type Intake = {
  readonly handlers: Handlers<IntakeMethod>;
  readonly network: NetworkState;
  /** The desk's watches, rules and names, compiled: whoever else brings mentions in judges them by the same. */
  readonly understandings: (db: Db) => Promise<Understanding>;
  readonly sourceStates: () => Promise<readonly SourceState[]>;
  /** Looks at once for what is due; while offline somebody is asked now whether there is a network again. */
  readonly wake: () => void;
  /** Begins to poll, to go on with re-matching and to delete what is past its time. */
  readonly start: () => void;
  /** Ends all of it; a poll on its way is broken off, a transaction is finished. */
  readonly stop: () => Promise<void>;
  /** Resolves when no poll, re-matching or deletion runs: for the command line and tests. */
  readonly idle: () => Promise<void>;
};

/** All of the way in: sources, watches, rules, and the work that goes on by itself. */
export function createIntake(parts: IntakeParts): Intake {
  const network = createNetworkWatch(parts.clock);
  const overrun = createOverrun(parts, { watches: switchWatchOff, rules: switchRuleOff });
  const understandings = createUnderstandings(parts.deskModels, overrun.stopwatches);
  const all = { ...parts, network, understandings, sourceCounter: createSourceCounter(parts) };
  const poller = createPoller(all);
  const scheduler = createScheduler({ ...all, poller });
  const rematcher = createRematcher(all);
  const ruleWorker = createRuleWorker(all);
  const retention = createRetention(parts);
  const threads = createThreadReader(all);
  const lookSoon = () => {
    scheduler.soon();
    rematcher.soon();
  };
  return {
    handlers: {
      ...createSources({ ...all, poller, lookSoon }),
      ...createDiscovery(all),
      ...createOpml({ ...all, lookSoon }),
      ...createWatches({ ...all, rematchSoon: rematcher.soon }),
      ...createRules({ ...all, workSoon: ruleWorker.soon }),
    },
    network,
    understandings,
    sourceStates: () => sourceStates(all),
    wake: scheduler.wake,
    start: () => {
      scheduler.start();
      rematcher.soon();
      ruleWorker.soon();
      retention.start();
      threads.start();
    },
    stop: async () => {
      await scheduler.stop();
      await threads.stop();
      await rematcher.stop();
      await overrun.idle();
      await ruleWorker.stop();
      await retention.stop();
    },
    idle: async () => {
      await scheduler.idle();
      await threads.idle();
      await rematcher.idle();
      await overrun.idle();
      await ruleWorker.idle();
      await retention.idle();
    },
  };
}
