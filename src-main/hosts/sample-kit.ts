import { createExportSigner } from "../adapters/export-signer.ts";
import { createFetchHttp } from "../adapters/fetch-http/fetch-http.ts";
import { createRandomIds } from "../adapters/random-ids.ts";
import { loadSampleContent } from "../adapters/sample-content.ts";
import { createSampleHttp } from "../adapters/sample-http.ts";
import { createSampleNetworks, sampleAccount } from "../adapters/sample-publisher.ts";
import { createSampleSecrets, sampleWebhookSecret } from "../adapters/sample-secrets.ts";
import { loadSentiment } from "../adapters/sentiment-model.ts";
import { loadWords } from "../adapters/word-catalogue.ts";
import { buildSample } from "../engine/sample/build-sample.ts";
import type { SampleWorld } from "../engine/sample/open-desk.ts";
import { readSampleNow } from "../engine/sample/sample-now.ts";
import { openStore } from "../engine/store/open.ts";
import type { Store } from "../engine/store/open.ts";
import { checkWorkspace } from "../engine/workspace/check.ts";
import type { Clock } from "../ports/clock.ts";
import type { SampleContent } from "../ports/sample-content.ts";
import { createCrmConnectors } from "./crm-connectors.ts";
import { clock } from "./open-workspace.ts";
import { resourcesFolder } from "./paths.ts";
import { deleteWorkspace } from "./workspace-files.ts";
import type { SampleKit, SamplePlace } from "./sample-file.ts";

/** What the sample workspace is made with: its four weeks come with the program, and its sources are on no network. */
export const sampleKit: SampleKit = {
  around: async (store) => {
    const content = await loadSampleContent(resourcesFolder);
    // Every date in its feeds counts from the moment it was built for.
    const now = once(async () => (await readSampleNow(store.read)) ?? clock.now());
    return {
      http: createSampleHttp({ content, now, at: clock.now, beyond: createFetchHttp() }),
      secrets: createSampleSecrets(),
      networks: createSampleNetworks({ content, now, at: clock.now }),
    };
  },
  isWhole: async (store) => (await readSampleNow(store.read)) !== null,
  build: async (place) => {
    const store = await openStore(place);
    try {
      await buildInto(store, place);
    } catch (cause) {
      await store.close();
      deleteWorkspace(place.file);
      throw cause;
    }
    await store.close();
  },
};

async function buildInto(store: Store, { log }: SamplePlace): Promise<void> {
  const content = await loadSampleContent(resourcesFolder);
  const { t, say } = loadWords(resourcesFolder);
  await buildSample({
    ...{ store, log, content, say, crmSecret: sampleWebhookSecret },
    account: { ...sampleAccount, name: t("sampleNetwork.account", { brand: content.brand.names[0] ?? "" }) },
    ...loadSentiment(resourcesFolder),
    // Ids carry their time, which begins four weeks ago.
    ids: createRandomIds(),
    now: clock.now(),
    world: (replayClock, now) => worldOf(content, replayClock, now),
    // Not on standard output: what a program reads there must not begin with this.
    onDay: (day, days) => {
      if (day % 4 === 0) process.stderr.write(`${t("cli.sample-building", { day, days })}\n`);
    },
  });
  const { findings } = await checkWorkspace({ store });
  if (findings.length > 0) throw new Error(`The sample was not built well: ${findings.map(say).join(" ")}`);
}

function worldOf(content: SampleContent, replayClock: Clock, now: number): SampleWorld {
  const http = createSampleHttp({
    content,
    now: () => Promise.resolve(now),
    at: replayClock.now,
    beyond: createFetchHttp(),
  });
  const secrets = createSampleSecrets();
  return {
    http,
    secrets,
    signer: createExportSigner(secrets),
    connectors: createCrmConnectors({ http, secrets, clock: replayClock }),
    ...createSampleNetworks({ content, now: () => Promise.resolve(now), at: replayClock.now }),
  };
}

function once<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let result: Promise<Result> | undefined;
  return () => (result ??= work());
}
