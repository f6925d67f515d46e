import type { Browser } from "playwright-core";
import { ulid } from "ulid";
import { launchChromium } from "../support/chromium.ts";
import { type DeskPage, openDeskPage } from "../support/desk-page.ts";
import { pairOverHttp } from "../support/rpc-client.ts";
import { makeDataDir, type ServedDesk, serveDesk } from "../support/served-desk.ts";
import { ingestPosts } from "./ingest.ts";
import { openBench } from "./workspace.ts";

export type FullDesk = {
  readonly served: ServedDesk;
  readonly browser: Browser;
  readonly shown: DeskPage;
  readonly close: () => Promise<void>;
};

/** A served desk in whose queue `count` mentions wait, filled by the real way in, and a browser that looks at it. */
export async function openFullDesk(count: number): Promise<FullDesk> {
  const dataDir = makeDataDir();
  await makeDesk(dataDir);
  const bench = await openBench({ dataDir });
  await ingestPosts(bench, count, { backfill: false });
  await bench.close();
  const served = await serveDesk({ dataDir });
  const browser = await launchChromium();
  const shown = await openDeskPage(browser, { url: served.url, code: served.code });
  return {
    ...{ served, browser, shown },
    close: async () => {
      await browser.close();
      await served.stop();
      served.remove();
    },
  };
}

/** A desk with one rule, by which every post of the bench is for care. */
async function makeDesk(dataDir: string): Promise<void> {
  const served = await serveDesk({ dataDir });
  const rpc = await pairOverHttp(served.url, served.code);
  await rpc.call("rules.save", {
    ...{ commandId: ulid(), name: "All of it", query: "OrrinSound", bucket: "care" },
    ...{ priority: null, department: null, reason: "Everything about us", position: 1 },
  });
  await served.stop();
}
