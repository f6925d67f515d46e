import type { Browser } from "playwright-core";
import { ulid } from "ulid";
import { launchChromium } from "./chromium.ts";
import type { DeskPage, DeskPageOptions } from "./desk-page.ts";
import { openDeskPage } from "./desk-page.ts";
import type { FeedEntry, FeedServer } from "./feed-server.ts";
import { startFeedServer } from "./feed-server.ts";
import { pairingCode } from "./pairing-code.ts";
import type { RpcClient } from "./rpc-client.ts";
import { pairOverHttp } from "./rpc-client.ts";
import type { ServedDesk } from "./served-desk.ts";
import { serveDesk } from "./served-desk.ts";

export type WatchingDesk = {
  readonly served: ServedDesk;
  readonly browser: Browser;
  readonly feed: FeedServer;
  readonly rpc: RpcClient;
  readonly openPage: (options?: Partial<DeskPageOptions>) => Promise<DeskPage>;
  readonly close: () => Promise<void>;
};

type WatchingDeskOptions = {
  readonly entries: readonly FeedEntry[];
  readonly query: string;
  /** Where every mention begins, whatever the rules that ship say; left out = the rules that ship. */
  readonly bucket?: "unsorted" | "analytics" | "pr" | "care";
};

/** A new desk with one forum on loopback, one watch and what that forum says, and a browser to look at it. */
export async function openWatchingDesk({ entries, query, bucket }: WatchingDeskOptions): Promise<WatchingDesk> {
  const [served, browser, feed] = await Promise.all([serveDesk(), launchChromium(), startFeedServer(entries)]);
  const rpc = await pairOverHttp(served.url, served.code);
  const command = () => ({ commandId: ulid() });
  await rpc.call("watches.save", { ...command(), name: "Brand", query });
  if (bucket) {
    const rule = {
      name: "All of it",
      query,
      bucket,
      priority: null,
      department: null,
      reason: "Everything about us",
      position: 1,
    };
    await rpc.call("rules.save", { ...command(), ...rule });
  }
  await rpc.call("sources.add", { ...command(), url: feed.url, network: "forum", allowPrivate: true });
  await rpc.call("sources.poll", { all: true });
  return {
    ...{ served, browser, feed, rpc },
    openPage: async (options) =>
      openDeskPage(browser, { url: served.url, code: await pairingCode(served), ...options }),
    close: async () => {
      await browser.close();
      await served.stop();
      served.remove();
      await feed.close();
    },
  };
}
