import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { createExportSigner } from "../adapters/export-signer.ts";
import { createDiskFolder } from "../adapters/exports/disk-folder.ts";
import { createTableWriters } from "../adapters/exports/table-writers.ts";
import { createFetchHttp } from "../adapters/fetch-http/fetch-http.ts";
import { createKeychainSecrets } from "../adapters/keychain-secrets.ts";
import { createRandomIds } from "../adapters/random-ids.ts";
import { loadSentiment } from "../adapters/sentiment-model.ts";
import { createSystemClock } from "../adapters/system-clock.ts";
import { withTrialKeys } from "../adapters/trial-keys.ts";
import { loadWords } from "../adapters/word-catalogue.ts";
import type { Rule } from "../domain/routing/rule.ts";
import { createEngine } from "../engine/engine.ts";
import type { Engine, WorkspaceDoors } from "../engine/engine.ts";
import { createTrainer } from "../engine/learning/trainer.ts";
import { createSessions } from "../engine/people/sessions.ts";
import type { Sessions } from "../engine/people/sessions.ts";
import { createFeedParser } from "../engine/sources/feed/feed-parser.ts";
import { openStore, storageRefusal } from "../engine/store/open.ts";
import type { Store } from "../engine/store/open.ts";
import type { ScriptContent } from "../engine/store/script.ts";
import { createWorkspace } from "../engine/workspace/create.ts";
import { readWorkspace } from "../engine/workspace/identity.ts";
import type { WorkspaceKind } from "../engine/workspace/identity.ts";
import type { Http } from "../ports/http.ts";
import type { Logger } from "../ports/logger.ts";
import type { Secrets } from "../ports/secrets.ts";
import { createDispatch } from "../transport/dispatch.ts";
import type { Dispatch } from "../transport/dispatch.ts";
import { createCrmConnectors } from "./crm-connectors.ts";
import { createNetworks } from "./networks.ts";
import type { Networks } from "./networks.ts";
import { appVersion, learningWorkerUrl, parseWorkerUrl, resourcesFolder } from "./paths.ts";

export type OpenWorkspace = {
  readonly name: string;
  readonly kind: WorkspaceKind;
  readonly store: Store;
  readonly engine: Engine;
  readonly sessions: Sessions;
  readonly dispatch: Dispatch;
  readonly close: () => Promise<void>;
};

export type WorkspaceOptions = WorkspaceDoors & {
  readonly file: string;
  readonly backups: string;
  /** What a file that is not there becomes. */
  readonly kind: WorkspaceKind;
  /** Who holds the lock, as a second engine is told: "desktop", "serve", "cli". */
  readonly holder: string;
  readonly log: Logger;
  /** Polling, sending and waking go on by themselves; a single command leaves them off. */
  readonly runLoops: boolean;
  /** Takes the place of network and keyring. */
  readonly around?: (store: Store) => Promise<Surroundings>;
};

export type Surroundings = {
  readonly http: Http;
  readonly secrets: Secrets;
  /** Where nothing may reach the real networks. */
  readonly networks?: Networks;
};

const dayMs = 24 * 60 * 60_000;

export const clock = createSystemClock();
export const ids = createRandomIds();

/** Opens one workspace with the real world around it. Refusals: those of openStore. */
export async function openWorkspace(options: WorkspaceOptions): Promise<OpenWorkspace> {
  const { file, backups, kind, holder, log, runLoops } = options;
  const store = await openStore({
    ...{ file, backups, holder: { what: holder, pid: process.pid, since: clock.now() } },
    // Single commands follow one another, often every few minutes.
    ...(runLoops ? {} : { checkEveryMs: dayMs }),
  });
  try {
    const made = { store, clock, ids, log, changed: () => {} };
    await createWorkspace(made, {
      ...{ kind, timeZone: computerZone() },
      firstPerson: kind === "desk" ? "Desk" : null,
      ...readStarters(kind),
    });
    const { installId, kind: found } = await readWorkspace(store.read);
    const real = () => ({
      http: createFetchHttp(),
      secrets: createKeychainSecrets({ service: `watchroom ${installId}` }),
    });
    const around: Surroundings = (await options.around?.(store)) ?? real();
    const { http, secrets } = around;
    const networks = around.networks ?? createNetworks({ http, secrets, clock, ids });
    const feedParser = createFeedParser({ workerUrl: parseWorkerUrl });
    const trainer = createTrainer({ workerUrl: learningWorkerUrl });
    const name = basename(file, ".db");
    const keys = withTrialKeys(secrets);
    const engine = createEngine({
      ...{ store, clock, ids, log, http, secrets, feedParser, trainer, signer: createExportSigner(secrets) },
      exportFolder: createDiskFolder({ own: join(dirname(file), "exports"), mark: ids.ulid(clock.now()) }),
      tableWriters: createTableWriters({ fontsFolder: join(resourcesFolder, "fonts") }),
      appVersion,
      ...loadSentiment(resourcesFolder),
      ...networks,
      connectors: createCrmConnectors({ http, secrets: keys.secrets, clock }),
      trialKeys: keys.trialKeys,
      ...{ say: loadWords(resourcesFolder).say, workspaceName: name },
      ...{ door: options.door, openSample: options.openSample, leaveSample: options.leaveSample },
    });
    const sessions = createSessions(engine.parts);
    if (runLoops) {
      await sessions.start();
      await engine.start();
    }
    const dispatch = createDispatch({
      ...{ clock, ids, log, handlers: engine.handlers },
      storageRefusal: (cause) => storageRefusal(cause, file),
      checkOutputs: process.env["WATCHROOM_CHECK_OUTPUTS"] === "1",
    });
    const close = async () => {
      if (!runLoops) await engine.idle(); // a command is not over before what it began is
      await trainer.close();
      await engine.stop();
      await feedParser.close();
      await store.close();
    };
    return { name, kind: found, store, engine, sessions, dispatch, close };
  } catch (cause) {
    await store.close();
    throw storageRefusal(cause, file);
  }
}

function computerZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}

/** Rules and scripts that any firm can begin with. The sample brings its own. */
function readStarters(kind: WorkspaceKind): {
  readonly starterRules: readonly Omit<Rule, "id">[];
  readonly starterScripts: readonly ScriptContent[];
} {
  if (kind === "sample") return { starterRules: [], starterScripts: [] };
  const read = (name: string): unknown => JSON.parse(readFileSync(join(resourcesFolder, "starter", name), "utf8"));
  // Both files ship with the program, and tests hold them to their schemas.
  return { starterRules: read("rules.json") as Rule[], starterScripts: read("playbook.json") as ScriptContent[] };
}
