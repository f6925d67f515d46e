import type { Discovery, FeedChoice, FoundHow } from "../../../contract/methods/discovery.ts";
import type { Parsed } from "../../../contract/methods.ts";
import type { Said } from "../../../contract/values.ts";
import { closedNetworkAt } from "../../../domain/sources/closed-networks.ts";
import { knownFeeds } from "../../../domain/sources/known-feeds.ts";
import type { HttpOk } from "../../../ports/http.ts";
import type { Parts } from "../../parts.ts";
import { sourceByUrl } from "../../store/source.ts";
import { feedAddress, networkOf } from "../address.ts";
import { decodeFeed } from "../feed/decode.ts";
import { feedErrorKey, isFeedError } from "../feed/parsed-feed.ts";
import type { ParsedFeed } from "../feed/parsed-feed.ts";
import type { PollParts } from "../poll/poll-parts.ts";
import { hostOf, isOwnLoopback } from "../reach.ts";
import { linkedFeeds } from "./linked-feeds.ts";
import type { Pace } from "./pace.ts";

const mostRequests = 12;
const timeLimitMs = 20_000;
const shownItems = 5;
const shownTitle = 120;

/** Where programs that make sites put their feeds. */
const wellKnown =
  "feed rss rss.xml feed.xml atom.xml index.xml feed.json feeds/posts/default blog/feed ?feed=rss2".split(" ");

export type DiscoverParts = Parts & Pick<PollParts, "http" | "feeds"> & { readonly pace: Pace };

type Page = Discovery["page"];

/** What an address answered: a feed, a page, or why neither. */
type Answer =
  | { readonly kind: "feed"; readonly url: string; readonly answered: string; readonly feed: ParsedFeed }
  | { readonly kind: "page"; readonly url: string; readonly html: string }
  | { readonly kind: "failure"; readonly says: Said };

/** What is written without a scheme is asked safely first; these answers say that nobody there speaks so. */
const notSecureCodes = new Set(["fetch.tls-missing", "fetch.refused", "fetch.not-http"]);

/**
 * Looks for feeds at an address: a rule for its site, the address itself, what its page declares or links, and last the
 * places where feeds often are. One request at a time, two seconds
 * apart on one host as in polling (a consented address of this computer needs no spacing); nothing is stored.
 */
export async function discoverFeeds(
  parts: DiscoverParts,
  { url: written, allowPrivate }: Parsed<"sources.discover">,
): Promise<Discovery> {
  const wanted = withoutFeedScheme(written.trim());
  const address = feedAddress(wanted);
  const asking = createAsking(parts, { address, allowPrivate });
  const network = closedNetworkAt(address);
  if (network !== null) return asking.nothing({ code: "feed.closed_network", params: { network } }, null);

  const ofSite = await asking.feedsAt(knownFeeds(address), "known-site");
  if (ofSite.length > 0) return asking.found(ofSite, null);

  const answer = await askAddress(asking.ask, { address, hasScheme: wanted.includes("://") });
  if (answer.kind === "failure") return asking.nothing(answer.says, null);
  if (answer.kind === "feed") return asking.found([await choiceOf(parts, answer, "itself")], null);

  const { title, feeds } = linkedFeeds(answer.html, answer.url);
  const page = { title };
  const linked = await asking.feedsAt(feeds, "link");
  if (linked.length > 0) return asking.found(linked, page);

  const places = wellKnown.map((path) => new URL(`/${path}`, answer.url).href);
  const there = await asking.firstFeedAt(places, "well-known");
  if (there) return asking.found([there], page);
  return asking.nothing({ code: "feed.none_found", params: { count: asking.tried.length } }, page);
}

/** "feed:https://site/x" and "feed://site/x" are how browsers once handed feeds on. */
function withoutFeedScheme(written: string): string {
  return written.replace(/^feed:(?:\/\/)?(?=https?:\/\/)/i, "").replace(/^feed:(?:\/\/)?/i, "https://");
}

async function askAddress(
  ask: (url: string) => Promise<Answer>,
  { address, hasScheme }: { readonly address: string; readonly hasScheme: boolean },
): Promise<Answer> {
  const answer = await ask(address);
  if (hasScheme || answer.kind !== "failure" || !notSecureCodes.has(answer.says.code)) return answer;
  const plain = await ask(address.replace(/^https:/, "http:"));
  return plain.kind === "failure" ? answer : plain;
}

const tooSlow: Answer = {
  kind: "failure",
  says: { code: "fetch.timed-out", params: { seconds: timeLimitMs / 1000 } },
};

function createAsking(
  parts: DiscoverParts,
  { address, allowPrivate }: { readonly address: string; readonly allowPrivate: boolean },
) {
  const { clock } = parts;
  const endsAt = clock.monotonic() + timeLimitMs;
  const tried: string[] = [];

  const resting = new Set<string>();

  async function ask(url: string): Promise<Answer> {
    // Consent is for the host that a person named, not for what its page links to.
    const isConsented = allowPrivate && URL.parse(url)?.hostname === URL.parse(address)?.hostname;
    const host = hostOf({ url });
    const isFree = isOwnLoopback({ url, allowPrivate: isConsented });
    if (!isFree && !(await parts.pace(host, endsAt))) return tooSlow;
    tried.push(url);
    const timeoutMs = Math.max(1, endsAt - clock.monotonic());
    const answer = await parts.http.get({ url, allowPrivate: isConsented, timeoutMs });
    if (answer.status === "failed") {
      if (answer.retryAfterMs !== undefined || answer.httpStatus === 429) resting.add(host);
      return { kind: "failure", says: { code: `fetch.${answer.code}`, params: { ...answer.params } } };
    }
    // Without validators a server has no ground for "not modified".
    if (answer.status === "not-modified") return { kind: "failure", says: { code: "fetch.empty", params: {} } };
    return read(parts, url, answer);
  }

  const mayAsk = (url: string) =>
    !tried.includes(url) && tried.length < mostRequests && clock.monotonic() < endsAt && !resting.has(hostOf({ url }));

  async function feedsAt(urls: readonly string[], how: FoundHow): Promise<FeedChoice[]> {
    const choices: FeedChoice[] = [];
    for (const url of urls) {
      const answer = mayAsk(url) ? await ask(url) : null;
      if (answer?.kind === "feed") choices.push(await choiceOf(parts, answer, how));
    }
    return choices;
  }

  async function firstFeedAt(urls: readonly string[], how: FoundHow): Promise<FeedChoice | null> {
    for (const url of urls) {
      const [choice] = await feedsAt([url], how);
      if (choice) return choice;
    }
    return null;
  }

  return {
    ...{ tried, ask, feedsAt, firstFeedAt },
    found: (choices: FeedChoice[], page: Page): Discovery => ({ failure: null, choices, page, tried }),
    nothing: (failure: Said, page: Page): Discovery => ({ failure, choices: [], page, tried }),
  };
}

async function read({ feeds }: DiscoverParts, url: string, { body, headers, url: answered }: HttpOk): Promise<Answer> {
  const contentType = headers["content-type"] ?? null;
  const feed = await feeds.parse(body, { contentType, url: answered });
  if (!isFeedError(feed)) return { kind: "feed", url, answered, feed };
  // A page may leave out its own tags; then only its server says what it is.
  const isPage = feed.error.params["what"] === "page" || /^\s*text\/html\b/i.test(contentType ?? "");
  if (feed.error.code === "not_a_feed" && isPage)
    return { kind: "page", url: answered, html: decodeFeed(body, contentType) };
  return { kind: "failure", says: { code: feedErrorKey(feed), params: feed.error.params } };
}

async function choiceOf(
  { store }: DiscoverParts,
  { url, answered, feed }: Extract<Answer, { kind: "feed" }>,
  how: FoundHow,
): Promise<FeedChoice> {
  const dates = feed.items.flatMap((item) => item.publishedAt ?? item.updatedAt ?? []);
  return {
    url,
    how,
    title: feed.title,
    network: networkOf(url),
    itemCount: feed.items.length,
    newestAt: dates.length === 0 ? null : dates.reduce((newest, at) => Math.max(newest, at)),
    latest: feed.items.slice(0, shownItems).map((item) => ({
      title: item.title ?? item.text.slice(0, shownTitle),
      publishedAt: item.publishedAt ?? item.updatedAt,
    })),
    already: ((await sourceByUrl(store.read, url)) ?? (await sourceByUrl(store.read, answered)))?.name ?? null,
  };
}
