import { dirname, join } from "node:path";
import { createExportSigner } from "../../src-main/adapters/export-signer.ts";
import { createDiskFolder } from "../../src-main/adapters/exports/disk-folder.ts";
import { createTableWriters } from "../../src-main/adapters/exports/table-writers.ts";
import { createFetchHttp } from "../../src-main/adapters/fetch-http/fetch-http.ts";
import { withTrialKeys } from "../../src-main/adapters/trial-keys.ts";
import { loadSentiment } from "../../src-main/adapters/sentiment-model.ts";
import { loadWords } from "../../src-main/adapters/word-catalogue.ts";
import { noDoor } from "../../src-main/engine/displays/no-door.ts";
import { createEngine } from "../../src-main/engine/engine.ts";
import type { Engine } from "../../src-main/engine/engine.ts";
import { createCrmConnectors } from "../../src-main/hosts/crm-connectors.ts";
import { learn } from "../../src-main/engine/learning/learn.ts";
import type { Trainer } from "../../src-main/engine/learning/trainer.ts";
import type { Parts } from "../../src-main/engine/parts.ts";
import type { FeedParser } from "../../src-main/engine/sources/feed/feed-parser.ts";
import { parseFeed } from "../../src-main/engine/sources/feed/parse.ts";
import type { BrowserDoor } from "../../src-main/ports/browser-door.ts";
import type { Http } from "../../src-main/ports/http.ts";
import type { AccountDoors, ReplyPublishers } from "../../src-main/ports/reply-publisher.ts";
import type { Secrets } from "../../src-main/ports/secrets.ts";
import { createFakeNetworks } from "./fake-publisher.ts";

export const resourcesFolder = join(import.meta.dirname, "..", "..", "resources");

export type Given = {
  readonly http?: Http;
  readonly feedParser?: Pick<FeedParser, "parse">;
  readonly trainer?: Pick<Trainer, "learn">;
  /** Where browsers come in; else nobody does. */
  readonly door?: BrowserDoor;
  /** Networks on which the desk posts by itself; else they are in memory. */
  readonly networks?: { readonly publishers: ReplyPublishers; readonly accountDoors: AccountDoors };
};

/** What an engine stands on; `TestParts` have it all. */
export type WholeParts = Omit<Parts, "changed"> & { readonly secrets: Secrets };

/** All nouns over a test workspace: real HTTP, feeds parsed and lessons learned in this thread unless others are given; fake time, ids and secrets. */
export function createWholeEngine(parts: WholeParts, given: Given = {}): Engine {
  const { store, clock, ids, log, secrets } = parts;
  const http = given.http ?? createFetchHttp();
  const sentiment = loadSentiment(resourcesFolder);
  const keys = withTrialKeys(secrets);
  const { publishers, accountDoors } = given.networks ?? createFakeNetworks();
  return createEngine({
    ...{ store, clock, ids, log, http, secrets, publishers, accountDoors },
    feedParser: given.feedParser ?? { parse: parseFeed },
    ...sentiment,
    trainer: given.trainer ?? { learn: (task) => Promise.resolve(learn(sentiment.sentimentModel, task)) },
    signer: createExportSigner(secrets),
    exportFolder: createDiskFolder({ own: join(dirname(store.file), "exports"), mark: "test" }),
    tableWriters: createTableWriters({ fontsFolder: join(resourcesFolder, "fonts") }),
    appVersion: "1.2.3",
    connectors: createCrmConnectors({ http, secrets: keys.secrets, clock }),
    trialKeys: keys.trialKeys,
    say: loadWords(resourcesFolder).say,
    workspaceName: "desk",
    door: given.door ?? noDoor,
    openSample: () => Promise.resolve({ name: "sample" }),
    leaveSample: () => Promise.resolve({ name: "desk" }),
  });
}
