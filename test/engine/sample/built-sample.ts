import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createExportSigner } from "../../../src-main/adapters/export-signer.ts";
import { loadSampleContent } from "../../../src-main/adapters/sample-content.ts";
import { createSampleHttp } from "../../../src-main/adapters/sample-http.ts";
import { createSampleNetworks, sampleAccount } from "../../../src-main/adapters/sample-publisher.ts";
import { createSampleSecrets, sampleWebhookSecret } from "../../../src-main/adapters/sample-secrets.ts";
import { loadSentiment } from "../../../src-main/adapters/sentiment-model.ts";
import type { SentimentLabel } from "../../../src-main/contract/values.ts";
import { buildSample } from "../../../src-main/engine/sample/build-sample.ts";
import type { Replay } from "../../../src-main/engine/sample/replay.ts";
import { openStore } from "../../../src-main/engine/store/open.ts";
import type { Store } from "../../../src-main/engine/store/open.ts";
import type { Http } from "../../../src-main/ports/http.ts";
import type { SampleContent } from "../../../src-main/ports/sample-content.ts";
import { createCrmConnectors } from "../../../src-main/hosts/crm-connectors.ts";
import { createCountedIds } from "../../support/counted-ids.ts";

const resources = join(import.meta.dirname, "../../../resources");

/** Friday 20 November 2026, 15:00 in London, and some seconds that are cut. */
export const friday = Date.UTC(2026, 10, 20, 15, 0, 31);

export type BuiltSample = {
  readonly store: Store;
  readonly replay: Replay;
  readonly content: SampleContent;
  readonly now: number;
  readonly days: readonly number[];
  /** Addresses outside the sample that were asked for. */
  readonly beyond: readonly string[];
  readonly close: () => Promise<void>;
};

/** The sample in a file of its own, with counted ids, so that two of them can be compared; `days` stops its history early. */
export async function buildTestSample({
  at = friday,
  days: most = 28,
}: { readonly at?: number; readonly days?: number } = {}): Promise<BuiltSample> {
  const folder = mkdtempSync(join(tmpdir(), "watchroom-sample-"));
  const store = await openStore({
    file: join(folder, "sample.db"),
    backups: join(folder, "backups"),
    holder: { what: "test", pid: process.pid, since: at },
  });
  const content = beginningOf(await loadSampleContent(resources), most);
  const days: number[] = [];
  const beyond: string[] = [];
  const replay = await buildSample({
    ...{ store, content, now: at, crmSecret: sampleWebhookSecret },
    account: { ...sampleAccount, name: "Whimbrel Ferries" },
    ids: createCountedIds(),
    log: { info: () => {}, warn: () => {}, error: () => {} },
    ...loadSentiment(resources),
    say: ({ code }) => code,
    onDay: (day) => void days.push(day),
    world: (clock, now) => {
      const http = createSampleHttp({
        content,
        now: () => Promise.resolve(now),
        at: clock.now,
        beyond: closedNetwork(beyond),
      });
      const secrets = createSampleSecrets();
      const { publishers, accountDoors } = createSampleNetworks({
        ...{ content, at: clock.now },
        now: () => Promise.resolve(now),
      });
      return {
        http,
        secrets,
        signer: createExportSigner(secrets),
        connectors: createCrmConnectors({ http, secrets, clock }),
        publishers,
        accountDoors,
      };
    },
  });
  const close = async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { store, replay, content, now: replay.clock.now(), days, beyond, close };
}

function beginningOf(content: SampleContent, days: number): SampleContent {
  const end = (now: number) => now - (28 - days) * 24 * 3_600_000;
  return {
    ...content,
    items: (now) => content.items(now).filter((item) => item.publishedAt <= end(now)),
    commands: (now) => content.commands(now).filter((command) => command.at <= end(now)),
  };
}

/** A network that nobody may use; it remembers who tried. */
export function closedNetwork(asked: string[]): Http {
  const refuse = async ({ url }: { readonly url: string }) => {
    asked.push(url);
    return { status: "failed", code: "unreachable", params: {}, url, redirects: [], tookMs: 0 } as const;
  };
  return { get: refuse, post: refuse };
}

type Truth = {
  readonly bucket: string | null;
  readonly sentiment: SentimentLabel;
  readonly rule: string | null;
  readonly story: string | null;
  readonly alarm: string | null;
  readonly watches: readonly string[];
};

/** What a careful person wrote down of each item, as the file says it. */
export function readExpected(): Readonly<Record<string, Truth>> {
  return JSON.parse(readFileSync(join(resources, "sample", "expected.json"), "utf8")) as ReturnType<
    typeof readExpected
  >;
}
