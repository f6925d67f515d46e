import fc from "fast-check";
import { loadSentiment } from "../../src-main/adapters/sentiment-model.ts";
import { createIntake } from "../../src-main/engine/intake.ts";
import { parseFeed } from "../../src-main/engine/sources/feed/parse.ts";
import { feedErrorKey, isFeedError } from "../../src-main/engine/sources/feed/parsed-feed.ts";
import type { FeedError, ParsedFeed, ParsedItem } from "../../src-main/engine/sources/feed/parsed-feed.ts";
import type { Http } from "../../src-main/ports/http.ts";
import { startTestParts } from "../support/test-engine.ts";
import { resourcesFolder } from "../support/whole-engine.ts";
import { mutatedFeed } from "./mutate-feed.ts";
import type { MutatedFeed } from "./mutate-feed.ts";
import { noNetworks } from "../support/fake-network.ts";
import { onlyShipped } from "../support/only-shipped.ts";

const slowestMs = 5_000;
/** After so many answers the sample goes on with a new source, so that not everything is known already. */
const answersPerSource = 25;

export type MutationFigures = {
  readonly feeds: number;
  /** How many ended as which answer: "read", "repaired", or the key of an error. */
  readonly answers: Readonly<Record<string, number>>;
  readonly items: number;
  readonly slowestMs: number;
  /** Those that went through the whole way in. */
  readonly polled: number;
  readonly stored: number;
};

export type MutationRun = {
  readonly count: number;
  readonly seed: number;
  /** Repeats one case of an earlier run, as fast-check printed it. */
  readonly path?: string | undefined;
  /** Each so-manieth feed is also polled and stored. */
  readonly storeEach: number;
};

/** Reads that many mutated feeds; throws, with seed and path and the smallest case, for the first that breaks a promise. */
export async function runMutations({ count, seed, path, storeEach }: MutationRun): Promise<MutationFigures> {
  const desk = await startSampleDesk();
  const answers: Record<string, number> = {};
  const sums = { feeds: 0, items: 0, slowestMs: 0, polled: 0 };
  const property = fc.asyncProperty(mutatedFeed, async (feed) => {
    const before = performance.now();
    const result = await parseFeed(feed.bytes, { url: "https://feed.example/x", contentType: feed.contentType });
    const tookMs = performance.now() - before;
    const faults = faultsOf(result, mayHoldMarkup(feed, result));
    if (faults.length > 0) throw new Error(`read wrongly: ${faults.join(", ")}`);
    if (tookMs > slowestMs) throw new Error(`took ${Math.round(tookMs)} ms`);
    const answer = isFeedError(result) ? feedErrorKey(result) : result.repaired ? "repaired" : "read";
    answers[answer] = (answers[answer] ?? 0) + 1;
    sums.feeds += 1;
    sums.items += isFeedError(result) ? 0 : result.items.length;
    sums.slowestMs = Math.max(sums.slowestMs, tookMs);
    if (sums.feeds % storeEach !== 0) return;
    sums.polled += 1;
    await desk.poll(feed);
  });
  try {
    await fc.assert(property, { numRuns: count, seed, ...(path === undefined ? {} : { path }), endOnFailure: false });
    return { ...sums, answers, stored: await desk.stored() };
  } finally {
    await desk.close();
  }
}

type SampleDesk = {
  readonly poll: (feed: MutatedFeed) => Promise<void>;
  readonly stored: () => Promise<number>;
  readonly close: () => Promise<void>;
};

/** The whole way in over bytes that come from here; each poll is held against what the tables then hold. */
async function startSampleDesk(): Promise<SampleDesk> {
  const parts = await startTestParts();
  let served: MutatedFeed = { bytes: new Uint8Array(), contentType: null };
  const http: Http = {
    get: ({ url }) =>
      Promise.resolve({
        status: "ok",
        url,
        httpStatus: 200,
        redirects: [],
        tookMs: 1,
        body: served.bytes,
        headers: served.contentType === null ? {} : { "content-type": served.contentType },
      }),
    post: () => Promise.reject(new Error("nothing is posted here")),
  };
  const intake = createIntake({
    ...parts,
    http,
    feeds: { parse: (bytes, meta) => parseFeed(bytes, meta) },
    publishers: noNetworks(),
    deskModels: onlyShipped(loadSentiment(resourcesFolder).classify),
  });
  const call = await parts.addPerson("Sunniva", "admin");
  const count = async (table: "item" | "mention") =>
    (
      await parts.store.read
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<number>().as("rows"))
        .executeTakeFirstOrThrow()
    ).rows;
  let polls = 0;
  let id = "";
  return {
    poll: async (feed) => {
      served = feed;
      if (polls % answersPerSource === 0) {
        const input = {
          commandId: parts.commandId(),
          url: `http://127.0.0.1/${polls}`,
          allowPrivate: true,
          everything: true,
        };
        id = (await intake.handlers["sources.add"](input, call)).id;
      }
      polls += 1;
      parts.clock.advance(61_000);
      const before = await count("mention");
      const report = await intake.handlers["sources.poll"]({ ids: [id], all: false }, call);
      const [items, mentions] = [await count("item"), await count("mention")];
      const rows = await intake.handlers["sources.list"]({}, call);
      const shown = rows.reduce(
        (sum, row) => ({ items: sum.items + row.items, mentions: sum.mentions + row.mentions }),
        { items: 0, mentions: 0 },
      );
      if (mentions - before !== report.newMentions || shown.items !== items || shown.mentions !== mentions)
        throw new Error(
          `reported ${report.newMentions} new, ${shown.items} and ${shown.mentions}; stored ${mentions - before} new, ${items} and ${mentions}`,
        );
    },
    stored: () => count("item"),
    close: async () => {
      await intake.stop();
      await parts.close();
    },
  };
}

const unwanted =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/;
/**
 * Whole elements that would act if somebody took the words for HTML. Words may well hold a piece of a broken tag, or
 * elements that HTML does not know, such as "<T>" in a headline.
 */
const markup =
  /<(?:(?:script|style|iframe|object|embed|svg|img)(?:\s[^<>]*)?|(?:a|video|audio|form|input|button)\s[^<>]*)>/i;

/**
 * A tag is a word where somebody writes about HTML: escaped inside XHTML, or twice, or in the plain text of a JSON feed. And where a feed is broken, nobody
 * can say which of its tags were meant as words. It is never more than words: screens show text alone.
 */
function mayHoldMarkup({ bytes }: MutatedFeed, result: ParsedFeed | FeedError): boolean {
  const written = Buffer.from(bytes).toString("latin1").replaceAll("\0", "");
  return isFeedError(result) || result.repaired || /xhtml|content_text/.test(written);
}

/** What a reading may not hold, whatever the bytes were. */
function faultsOf(result: ParsedFeed | FeedError, canHoldMarkup: boolean): readonly string[] {
  if (isFeedError(result)) return [];
  return result.items.flatMap((item) => [
    ...wordsOf(item).flatMap((text) => [
      ...(typeof text === "string" ? [] : [`a value that is no text: ${JSON.stringify(text)}`]),
      ...(unwanted.test(text) || !text.isWellFormed() ? [`a control character in ${JSON.stringify(text)}`] : []),
    ]),
    ...[item.title ?? "", item.text, item.summary ?? "", item.author ?? ""]
      .filter((text) => !canHoldMarkup && markup.test(text))
      .map((text) => `markup in ${JSON.stringify(text)}`),
    ...[item.link, item.replyUrl]
      .filter((link) => link !== null && !isPlainWeb(link))
      .map((link) => `a link to ${link}`),
    ...[item.publishedAt, item.updatedAt]
      .filter((at) => at !== null && !Number.isFinite(at))
      .map((at) => `the date ${at}`),
  ]);
}

function wordsOf(item: ParsedItem): readonly string[] {
  const { id, title, text, summary, author, handle, lang, categories } = item;
  return [id, title, text, summary, author, handle, lang, ...categories].filter((value) => value !== null);
}

function isPlainWeb(link: string): boolean {
  const url = URL.parse(link);
  return (
    url !== null &&
    (url.protocol === "http:" || url.protocol === "https:") &&
    url.username === "" &&
    url.password === ""
  );
}
