import type { Output } from "../../../contract/methods.ts";
import type { Said } from "../../../contract/values.ts";
import type { Http } from "../../../ports/http.ts";
import type { Parts } from "../../parts.ts";
import { feedErrorKey, isFeedError } from "../feed/parsed-feed.ts";
import type { PollParts } from "../poll/poll-parts.ts";
import type { NetworkState } from "../../network-state.ts";
import { hostOf } from "../reach.ts";

export type CheckParts = Parts &
  Pick<PollParts, "feeds"> & { readonly http: Pick<Http, "get">; readonly network: Pick<NetworkState, "state"> };

type Check = Output<"sources.checkOpml">[number];

const hostsAtOnce = 5;
const spacingMs = 2000;
const oneMs = 10_000;
const allMs = 60_000;
/** So many hosts out of reach, and none that answers, mean that this computer has no network. */
const hostsOfLine = 5;
const lineTroubles: ReadonlySet<string> = new Set(["fetch.address-unknown", "fetch.unreachable", "opml.check.offline"]);

/** Asks addresses whether a feed is there: five hosts at once, each once every two seconds, all within a minute. */
export function createOpmlCheck(parts: CheckParts): (urls: readonly string[]) => Promise<Check[]> {
  const { clock } = parts;
  /** Monotonic moments from which a host may be asked again; kept between two calls of one check. */
  const freeAt = new Map<string, number>();

  async function askHost(
    urls: readonly string[],
    { host, endsAt }: { host: string; endsAt: number },
  ): Promise<Check[]> {
    const checks: Check[] = [];
    for (const url of urls) {
      const waitMs = (freeAt.get(host) ?? 0) - clock.monotonic();
      if (clock.monotonic() + Math.max(0, waitMs) >= endsAt) checks.push(unasked(url, "opml.check.noTime"));
      else {
        if (waitMs > 0) await new Promise<void>((resolve) => void clock.after(waitMs, resolve));
        checks.push(await ask(parts, url));
        freeAt.set(host, clock.monotonic() + spacingMs);
      }
    }
    return checks;
  }

  return async (urls) => {
    const now = clock.monotonic();
    for (const [host, at] of freeAt) if (at <= now) freeAt.delete(host);
    const hosts = [...Map.groupBy(new Set(urls), (url) => hostOf({ url }))];
    const checks: Check[] = [];
    const work = async (): Promise<void> => {
      for (let next = hosts.shift(); next; next = hosts.shift())
        checks.push(...(await askHost(next[1], { host: next[0], endsAt: now + allMs })));
    };
    await Promise.all(Array.from({ length: hostsAtOnce }, work));
    const told = isLineDown(checks) ? checks.map(({ url }) => unasked(url, "opml.check.offline")) : checks;
    const found = new Map(told.map((check) => [check.url, check]));
    return urls.map((url) => found.get(url) ?? unasked(url, "opml.check.noTime"));
  };
}

/** Nobody answered and no server was even reached, at as many hosts as the poller would ask: it is the line. */
function isLineDown(checks: readonly Check[]): boolean {
  const hosts = new Set(checks.map(hostOf));
  return hosts.size >= hostsOfLine && checks.every(({ says }) => lineTroubles.has(says?.code ?? ""));
}

async function ask({ http, feeds, network }: CheckParts, url: string): Promise<Check> {
  if (network.state() === "offline") return unasked(url, "opml.check.offline");
  const answer = await http.get({ url, allowPrivate: false, timeoutMs: oneMs });
  if (answer.status === "failed") {
    if (answer.code === "offline") return unasked(url, "opml.check.offline");
    return dead(url, { code: `fetch.${answer.code}`, params: { ...answer.params } });
  }
  // Without validators a server has no ground for "not modified".
  if (answer.status === "not-modified") return dead(url, { code: "fetch.empty", params: {} });
  const feed = await feeds.parse(answer.body, { contentType: answer.headers["content-type"] ?? null, url: answer.url });
  if (isFeedError(feed)) return dead(url, { code: feedErrorKey(feed), params: { ...feed.error.params } });
  const dates = feed.items.flatMap((item) => item.publishedAt ?? item.updatedAt ?? []);
  const newestAt = dates.length === 0 ? null : dates.reduce((newest, at) => Math.max(newest, at));
  return { url, state: "alive", says: null, title: feed.title, newestAt };
}

const nothing = { title: null, newestAt: null };

function dead(url: string, says: Said): Check {
  return { ...nothing, url, state: "dead", says };
}

function unasked(url: string, code: string): Check {
  return { ...nothing, url, state: "unasked", says: { code, params: {} } };
}
